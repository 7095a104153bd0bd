package dev.verge.database.statement;

import dev.verge.database.wire.ServerErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL that keeps the answer of a statement with the key that the caller gave the request, in the statement's own
 * transaction.
 */
public final class IdempotencySql {
    /** The name of the table. */
    public static final String TABLE = "verge_idempotency";

    /** What the table is; old rows are the operator's to delete. */
    public static final String DEFINITION = """
            -- The answers to requests with an Idempotency-Key. A key holds as long as its row: delete old ones now and then,
            -- such as DELETE FROM verge_idempotency WHERE created_at < now() - interval '1 day'.
            CREATE TABLE verge_idempotency (
                operation   text NOT NULL,
                caller      text NOT NULL,
                key         text NOT NULL,
                fingerprint text NOT NULL,
                answer      jsonb NOT NULL,
                created_at  timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (operation, caller, key)
            );
            CREATE INDEX verge_idempotency_created_at ON verge_idempotency (created_at);
            """;

    /**
     * Fails unless the key {@code $3} of the caller {@code $2} is new to the operation {@code $1}, and nobody else uses it
     * at this moment.
     */
    public static final String CLAIM = """
            SELECT CAST(CASE
                WHEN NOT pg_try_advisory_xact_lock(hashtextextended(concat_ws(' ', $1::text, $2::text, $3::text), 0))
                THEN 'verge:concurrent'
                WHEN EXISTS (SELECT FROM verge_idempotency i WHERE i.operation = $1 AND i.caller = $2 AND i.key = $3)
                THEN 'verge:repeated'
                ELSE '1' END AS int) AS claimed""";

    private static final String INVALID_TEXT = "22P02";
    private static final String UNIQUE_VIOLATION = "23505";

    private IdempotencySql() {}

    /** Whether the claim failed because another request with this key is under way. */
    public static boolean isConcurrent(ServerErrorException failure) {
        return failure.sqlState().equals(INVALID_TEXT) && failure.text().contains("verge:concurrent");
    }

    /** Whether the key has an answer already: seen by the claim, or behind it by the row itself. */
    public static boolean isRepeated(ServerErrorException failure) {
        return (failure.sqlState().equals(INVALID_TEXT) && failure.text().contains("verge:repeated"))
                || (failure.sqlState().equals(UNIQUE_VIOLATION) && (TABLE + "_pkey").equals(failure.constraint()));
    }

    /** The names that {@link #keeping} gives the columns of the statement: {@code "answer (c1, c2)"}. */
    public static String named(StatementDescription description) {
        return description.columns().isEmpty()
                ? "verge_answer"
                : "verge_answer (" + String.join(", ", columns(description)) + ")";
    }

    /**
     * A statement that returns its rows and keeps them. Its parameters behind those of the statement are operation,
     * caller, key and fingerprint.
     *
     * @param answer the statement as the last of some common table expressions, {@link #named} as this says
     */
    public static String keeping(String answer, StatementDescription description) {
        List<String> columns = columns(description);
        int first = description.parameters().size() + 1;
        String kept = columns.isEmpty()
                ? "'[]'"
                : "coalesce((SELECT jsonb_agg(jsonb_build_array("
                        + columns.stream()
                                .map(column -> "a." + column + "::text")
                                .collect(Collectors.joining(", "))
                        + ")) FROM verge_answer a), '[]')";
        String given = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i) + " AS "
                        + quoted(description.columns().get(i).name()))
                .collect(Collectors.joining(", "));
        return answer + ", verge_kept AS (INSERT INTO " + TABLE
                + " (operation, caller, key, fingerprint, answer) VALUES ($"
                + first + ", $" + (first + 1) + ", $" + (first + 2) + ", $" + (first + 3) + ", " + kept + "))\nSELECT "
                + (columns.isEmpty() ? "WHERE false" : given + " FROM verge_answer");
    }

    /**
     * What {@link #keeping} kept, in the form of a guarded query: its verdict is whether the fingerprint is the same.
     * Parameters are operation, caller, key and fingerprint.
     */
    public static String replay(StatementDescription description) {
        var columns = new ArrayList<String>();
        for (int i = 0; i < description.columns().size(); i++) {
            var column = description.columns().get(i);
            columns.add(", (e.row->>" + i + ")::" + column.type().name() + " AS " + quoted(column.name()));
        }
        return "SELECT i.fingerprint = $4 AS verdict, q.* FROM " + TABLE + " i LEFT JOIN LATERAL (SELECT true AS found"
                + String.join("", columns)
                + " FROM jsonb_array_elements(i.answer) WITH ORDINALITY AS e (row, place) WHERE i.fingerprint = $4"
                + " ORDER BY e.place) AS q ON true WHERE i.operation = $1 AND i.caller = $2 AND i.key = $3";
    }

    private static List<String> columns(StatementDescription description) {
        return IntStream.rangeClosed(1, description.columns().size())
                .mapToObj(number -> "c" + number)
                .toList();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
