package dev.verge.database.statement;

import dev.verge.database.json.RowWriter;
import dev.verge.database.wire.ToldColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that PostgreSQL has described, with the plan that writes its rows. One for all requests and event loops.
 */
public final class PreparedQuery {
    private static final int SMALLEST = 64;
    private static final int LARGEST = 1024 * 1024;

    private final String sql;
    private final int parameters;
    private final boolean guarded;
    private final List<String> columns;
    private final RowWriter writer;
    private final AnswerForm form;
    private final SqlStates states;
    /** What the last answers took; event loops may miss each other's word. */
    private volatile int expectedSize = SMALLEST;

    private PreparedQuery(
            String sql, StatementDescription description, boolean guarded, AnswerForm form, SqlStates states) {
        this.sql = sql;
        this.parameters = description.parameters().size();
        this.guarded = guarded;
        this.columns = description.columns().stream()
                .map(column -> column.told().signature())
                .toList();
        var answered = description.columns().subList(guarded ? GuardedSql.COLUMNS : 0, columns.size());
        this.writer = new RowWriter(
                answered.stream().map(StatementDescription.Column::name).toList(),
                answered.stream().map(StatementDescription.Column::type).toList());
        this.form = form;
        this.states = states;
    }

    /**
     * Makes the plan of a statement.
     *
     * @param sql the statement, its parameters as {@code $1..$n}
     * @param description what PostgreSQL said about it
     * @param form what its rows become
     * @param states what its errors mean
     */
    public static PreparedQuery of(String sql, StatementDescription description, AnswerForm form, SqlStates states) {
        return new PreparedQuery(sql, description, false, form, states);
    }

    /** The same for a statement made by {@link GuardedSql#read}. */
    public static PreparedQuery guarded(
            String sql, StatementDescription description, AnswerForm form, SqlStates states) {
        return new PreparedQuery(sql, description, true, form, states);
    }

    /**
     * Binds the texts that {@code PostgresType.encode} made, one for each parameter; null is SQL NULL.
     *
     * @throws IllegalArgumentException when the number of values is not the number of parameters
     */
    public BoundStatement bind(List<? extends @Nullable String> encoded) {
        if (encoded.size() != parameters) {
            throw new IllegalArgumentException("values: " + encoded.size() + " (expected: " + parameters + ")");
        }
        return new BoundStatement(this, encoded.toArray(new String[0]));
    }

    /** The statement's text. */
    public String sql() {
        return sql;
    }

    /** How many parameters it has. */
    public int parameters() {
        return parameters;
    }

    /** What its errors mean. */
    public SqlStates states() {
        return states;
    }

    /** Takes the rows of one run. */
    public AnswerReader reader() {
        return new AnswerReader(this);
    }

    /** Whether a statement with these columns is still the one that was described. */
    public boolean fits(List<ToldColumn> told) {
        boolean same = told.size() == columns.size();
        for (int i = 0; same && i < told.size(); i++) {
            same = told.get(i).signature().equals(columns.get(i));
        }
        return same;
    }

    /**
     * Rows of other types than the plan was made for would be written as something else, even as broken JSON.
     *
     * @throws SchemaChangedException when the columns are not those that were described
     */
    public void requireFit(List<ToldColumn> told) {
        if (!fits(told)) {
            throw new SchemaChangedException(
                    told.stream().map(ToldColumn::signature).toList(), columns);
        }
    }

    boolean isGuarded() {
        return guarded;
    }

    AnswerForm form() {
        return form;
    }

    RowWriter writer() {
        return writer;
    }

    int expectedSize() {
        return expectedSize;
    }

    void learnSize(int size) {
        int expected = expectedSize;
        if (size > expected && expected < LARGEST) {
            expectedSize = Math.min(size + size / 4, LARGEST);
        } else if (size < expected / 2 && expected > SMALLEST) {
            expectedSize = Math.max(SMALLEST, expected - expected / 8);
        }
    }
}
