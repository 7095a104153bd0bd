package dev.verge.contract.schema.text;

/**
 * How many characters the searches of one validation may still read, all together. Java's matcher backtracks without end
 * for some pairs of pattern and text; a request with one such text, or with thousands, must not hold an event loop.
 */
public final class SearchAllowance {
    /** Some tens of milliseconds; a sane pattern reads a character a few times. */
    private static final int READS = 10_000_000;

    private int left = READS;

    /** Takes one read; false when none is left. */
    boolean take() {
        return --left >= 0;
    }
}
