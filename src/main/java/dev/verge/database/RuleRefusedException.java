package dev.verge.database;

/** The rule did not return exactly one row with one true; the statement was not run. */
public final class RuleRefusedException extends RuntimeException {
    RuleRefusedException() {
        super("the rule refused", null, false, false);
    }
}
