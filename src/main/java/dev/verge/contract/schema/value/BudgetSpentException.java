package dev.verge.contract.schema.value;

/** Something takes more work to check than a request may cause; becomes a violation where the check began. */
public final class BudgetSpentException extends RuntimeException {

    /** Without a stack trace, which would cost more than most checks. */
    public BudgetSpentException() {
        super("The work that a request may cause is spent", null, false, false);
    }
}
