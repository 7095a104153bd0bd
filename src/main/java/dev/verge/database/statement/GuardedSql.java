package dev.verge.database.statement;

import dev.verge.database.wire.ServerErrorException;

/**
 * SQL in which the database itself keeps a statement from running unless a rule permits it. A rule permits when it
 * returns exactly one row with one true; NULL, no row and several rows refuse.
 */
public final class GuardedSql {
    /** How many columns stand before those of a guarded query. */
    static final int COLUMNS = 2;

    private static final String REFUSED = "verge:refused";
    private static final String INVALID_TEXT = "22P02";

    private GuardedSql() {}

    /**
     * Rule and query in one statement. Its first column is the rule's verdict, which comes in any case; the second one
     * tells whether there is a row of the query behind it. The query is not run unless the verdict is true, as its
     * filter is; OFFSET keeps the planner from taking the two apart.
     *
     * @param rule the rule's text
     * @param query the query's text, its parameters numbered behind those of the rule
     */
    public static String read(String rule, String query) {
        return "SELECT g.verdict, q.* FROM (SELECT " + verdict(rule) + " AS verdict) AS g"
                + " LEFT JOIN LATERAL (SELECT true AS found, x.* FROM (\n" + query
                + "\n) AS x WHERE g.verdict OFFSET 0) AS q ON true";
    }

    /** A statement that fails unless the rule permits, and takes the commands behind it in its transaction with it. */
    public static String check(String rule) {
        return "SELECT CAST(CASE WHEN " + verdict(rule) + " THEN '1' ELSE '" + REFUSED + "' END AS int) AS permitted";
    }

    /** A statement that PostgreSQL does not prepare when the query changes something: nothing within a query may. */
    public static String reading(String query) {
        return "SELECT FROM (\n" + query + "\n) AS x";
    }

    /** Whether {@link #check} failed because the rule does not permit. */
    public static boolean isRefusal(ServerErrorException failure) {
        return failure.sqlState().equals(INVALID_TEXT) && failure.text().contains(REFUSED);
    }

    private static String verdict(String rule) {
        return "coalesce((SELECT count(*) = 1 AND bool_and(r.permits) FROM (\n" + rule + "\n) AS r (permits)), false)";
    }
}
