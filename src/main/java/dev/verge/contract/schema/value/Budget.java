package dev.verge.contract.schema.value;

/**
 * How much work checking one request may still cost. Schemas can be written that ask for exponential work, Java's
 * matcher backtracks without end for some pairs of pattern and text, and arithmetic on long numbers is slow: no request
 * may hold an event loop with them. What is spent is counted, not timed, so that the same request has the same answer
 * on every machine and under every load. Not thread-safe.
 *
 * <p>A budget that is spent ends the whole check by an exception. No keyword sees it as an outcome, so that none, not
 * even {@code not}, can take what was never checked for valid.
 */
public final class Budget {
    /** In units of about 10 ns; together with reading 1 MiB of JSON that is about 100 ms. */
    private static final int UNITS = 6_000_000;

    private int left = UNITS;

    /**
     * Spends some of it.
     *
     * @throws BudgetSpentException when that much is not left
     */
    public void spend(int units) {
        left -= units;
        if (left < 0) {
            left = 0;
            throw new BudgetSpentException();
        }
    }
}
