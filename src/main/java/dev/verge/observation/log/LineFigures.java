package dev.verge.observation.log;

import ch.qos.logback.classic.Level;
import java.util.concurrent.atomic.LongAdder;

/** How many lines there were. Any thread may use it. */
public final class LineFigures {
    private final LongAdder errors = new LongAdder();
    private final LongAdder warnings = new LongAdder();
    private final LongAdder others = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    LineFigures() {}

    void count(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            errors.increment();
        } else if (level.isGreaterOrEqual(Level.WARN)) {
            warnings.increment();
        } else {
            others.increment();
        }
    }

    void drop() {
        dropped.increment();
    }

    /** Errors so far, written or not. */
    public long errors() {
        return errors.sum();
    }

    /** Warnings so far, written or not. */
    public long warnings() {
        return warnings.sum();
    }

    /** All other lines so far, written or not. */
    public long others() {
        return others.sum();
    }

    /** Lines so far that were not written, for whoever reads the log is too slow or gone. */
    public long dropped() {
        return dropped.sum();
    }
}
