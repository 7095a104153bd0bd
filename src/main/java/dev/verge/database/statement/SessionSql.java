package dev.verge.database.statement;

/**
 * SQL that tells the session of a transaction who calls, until the transaction ends: in the words of PostgREST, so that
 * policies written for it hold.
 */
public final class SessionSql {
    /** {@code request.jwt.claims} is {@code $1}, {@code request.method} {@code $2}. */
    public static final String CLAIMS =
            "SELECT set_config('request.jwt.claims', $1, true), set_config('request.method', $2, true)";

    /** The same, and the role is {@code $3}. */
    public static final String CLAIMS_AND_ROLE = CLAIMS + ", set_config('role', $3, true)";

    private SessionSql() {}
}
