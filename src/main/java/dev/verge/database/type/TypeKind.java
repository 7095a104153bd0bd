package dev.verge.database.type;

/** What Verge knows about a type of PostgreSQL: how its values are checked on the way in and written on the way out. */
public enum TypeKind {
    /** 64 bits. */
    BIGINT,
    /** 32 bits. */
    INTEGER,
    /** 16 bits. */
    SMALLINT,
    /** Exact, up to 131072 digits before the point and 16383 behind it. */
    NUMERIC,
    /** Single precision. */
    REAL,
    /** Double precision. */
    DOUBLE,
    /** {@code text}, {@code varchar}, {@code char}, {@code name}, {@code citext}. */
    TEXT,
    /** RFC 9562. */
    UUID,
    /** True or false. */
    BOOLEAN,
    /** A day. */
    DATE,
    /** A time of day. */
    TIME,
    /** A time of day with an offset. */
    TIMETZ,
    /** Day and time without a zone. */
    TIMESTAMP,
    /** A moment. */
    TIMESTAMPTZ,
    /** A length of time. */
    INTERVAL,
    /** JSON kept as text. */
    JSON,
    /** JSON kept as a tree. */
    JSONB,
    /** Bytes; base64 in JSON. */
    BYTEA,
    /** One of its labels. */
    ENUM,
    /** Elements of another type. */
    ARRAY,
    /** Anything else: its text, as PostgreSQL reads and writes it. */
    OTHER
}
