package dev.verge.database.type;

/** JSON values to the text of PostgreSQL's values. */
final class ValueEncoder {
    private ValueEncoder() {}

    static String encode(PostgresType type, Object value) {
        throw new ValueException("is not " + type.name() + ": " + value.getClass());
    }
}
