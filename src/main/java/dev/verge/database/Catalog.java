package dev.verge.database;

import dev.verge.database.type.PostgresType;
import dev.verge.database.type.TypeKind;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.Prepare;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.database.wire.ToldColumn;
import dev.verge.database.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the catalog of the database says about types and tables (PostgreSQL documentation, "System Catalogs"). */
final class Catalog implements RowReader {
    private static final String QUERY = """
            WITH RECURSIVE wanted AS (
              SELECT t.* FROM pg_catalog.pg_type t WHERE t.oid = ANY ($1::oid[])
              UNION
              SELECT t.* FROM wanted w JOIN pg_catalog.pg_type t ON t.oid IN (w.typbasetype, w.typelem)
            )
            SELECT pg_catalog.json_build_object(
                   'oid', w.oid::bigint,
                   'name', pg_catalog.format_type(w.oid, NULL),
                   'type', w.typtype,
                   'base', w.typname,
                   'own', w.typnamespace = 'pg_catalog'::regnamespace,
                   'domainOf', w.typbasetype::bigint,
                   'element', CASE WHEN w.typcategory = 'A' AND w.typlen = -1 AND w.typdelim = ','
                                     AND w.typname NOT IN ('int2vector', 'oidvector')
                                   THEN w.typelem::bigint ELSE 0 END,
                   'labels', (SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder)
                                FROM pg_catalog.pg_enum e WHERE e.enumtypid = w.oid))
              FROM wanted w
            UNION ALL
            SELECT pg_catalog.json_build_object('table', a.attrelid::bigint, 'number', a.attnum)
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
             WHERE a.attrelid = ANY ($2::oid[]) AND a.attnum > 0 AND NOT a.attnotnull AND NOT t.typnotnull""";

    private static final Map<String, TypeKind> KINDS = Map.ofEntries(
            Map.entry("int8", TypeKind.BIGINT),
            Map.entry("int4", TypeKind.INTEGER),
            Map.entry("int2", TypeKind.SMALLINT),
            Map.entry("numeric", TypeKind.NUMERIC),
            Map.entry("float4", TypeKind.REAL),
            Map.entry("float8", TypeKind.DOUBLE),
            Map.entry("text", TypeKind.TEXT),
            Map.entry("varchar", TypeKind.TEXT),
            Map.entry("bpchar", TypeKind.TEXT),
            Map.entry("char", TypeKind.TEXT),
            Map.entry("name", TypeKind.TEXT),
            Map.entry("unknown", TypeKind.TEXT),
            Map.entry("uuid", TypeKind.UUID),
            Map.entry("bool", TypeKind.BOOLEAN),
            Map.entry("date", TypeKind.DATE),
            Map.entry("time", TypeKind.TIME),
            Map.entry("timetz", TypeKind.TIMETZ),
            Map.entry("timestamp", TypeKind.TIMESTAMP),
            Map.entry("timestamptz", TypeKind.TIMESTAMPTZ),
            Map.entry("interval", TypeKind.INTERVAL),
            Map.entry("json", TypeKind.JSON),
            Map.entry("jsonb", TypeKind.JSONB),
            Map.entry("bytea", TypeKind.BYTEA));

    private final Wire wire;
    private final Context context;
    private final Map<Integer, Future<Void>> askedTypes = new HashMap<>();
    private final Map<Integer, Future<Void>> askedTables = new HashMap<>();
    private final Map<Integer, JsonObject> types = new HashMap<>();
    private final Set<List<Integer>> nullable = new HashSet<>();
    private @Nullable Question next;

    /** Knows nothing yet. */
    Catalog(Wire wire, Context context) {
        this.wire = wire;
        this.context = context;
    }

    /** What is asked at once, for all who need it. */
    private record Question(Set<Integer> types, Set<Integer> tables, Promise<Void> answer) {}

    /**
     * Looks up all that the server has told of a statement, unless it is known. What is asked for in one turn of the event
     * loop is one query: the statements of a contract are told of together, and use the same few types and tables.
     */
    Future<Catalog> learn(Prepare told) {
        var answers = new HashSet<Future<Void>>();
        told.parameters().forEach(type -> answers.add(ask(askedTypes, type, Question::types)));
        told.columns().forEach(column -> {
            answers.add(ask(askedTypes, column.type(), Question::types));
            answers.add(ask(askedTables, column.table(), Question::tables));
        });
        return Future.all(List.copyOf(answers)).map(this);
    }

    private Future<Void> ask(Map<Integer, Future<Void>> asked, int oid, Function<Question, Set<Integer>> part) {
        return asked.computeIfAbsent(oid, unknown -> {
            Question question = next();
            part.apply(question).add(oid);
            return question.answer.future();
        });
    }

    private Question next() {
        if (next == null) {
            next = new Question(new HashSet<>(), new HashSet<>(), Promise.promise());
            context.runOnContext(ignored -> send());
        }
        return next;
    }

    private void send() {
        Question question = Objects.requireNonNull(next, "next");
        next = null;
        String[] values = {list(question.types), list(question.tables)};
        wire.send(new Batch(List.of(Run.unprepared(QUERY, values, this)), question.answer));
    }

    @Override
    public void columns(List<ToldColumn> columns) {
        // One, as the query says.
    }

    @Override
    public void row(ByteBuf row) {
        row.skipBytes(Short.BYTES);
        var entry = new JsonObject(row.readString(row.readInt(), StandardCharsets.UTF_8));
        if (entry.containsKey("table")) {
            nullable.add(List.of(oid(entry, "table"), entry.getInteger("number")));
        } else {
            types.put(oid(entry, "oid"), entry);
        }
    }

    private static String list(Set<Integer> oids) {
        return oids.stream().map(Integer::toUnsignedString).collect(Collectors.joining(",", "{", "}"));
    }

    /** A type by its object identifier. */
    PostgresType type(int oid) {
        return type(oid, types);
    }

    /** Whether a column is that of a table, and may be NULL there. */
    boolean isNullable(ToldColumn column) {
        return nullable.contains(List.of(column.table(), column.number()));
    }

    private static PostgresType type(int oid, Map<Integer, JsonObject> entries) {
        JsonObject entry = entries.get(oid);
        if (entry == null) {
            return PostgresType.of("unknown type " + Integer.toUnsignedString(oid), TypeKind.OTHER);
        }
        String name = entry.getString("name");
        int element = oid(entry, "element");
        return switch (entry.getString("type")) {
            case "d" -> type(oid(entry, "domainOf"), entries).named(name);
            case "e" -> new PostgresType(name, TypeKind.ENUM, null, labels(entry));
            default ->
                element == 0
                        ? PostgresType.of(name, kind(entry))
                        : new PostgresType(name, TypeKind.ARRAY, type(element, entries), List.of());
        };
    }

    private static TypeKind kind(JsonObject entry) {
        String base = entry.getString("base");
        return entry.getBoolean("own")
                ? KINDS.getOrDefault(base, TypeKind.OTHER)
                : base.equals("citext") ? TypeKind.TEXT : TypeKind.OTHER;
    }

    private static List<String> labels(JsonObject entry) {
        return entry.getJsonArray("labels", new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    private static int oid(JsonObject entry, String member) {
        return entry.getLong(member).intValue();
    }
}
