package dev.verge.contract.schema;

import dev.verge.contract.schema.text.Budget;
import dev.verge.contract.schema.text.BudgetSpentException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSON Schema. Immutable, safe to share between event loops; no method does I/O. A valid value costs one
 * silent pass; only a value that is not is looked at again to say what is wrong.
 */
public final class Schema {
    private static final Violation TOO_MUCH_WORK =
            new Violation("", "takes too much work to be checked (expected: a smaller or simpler value)");

    private final Node node;
    private final SchemaShape shape;
    private final Defaults defaults;

    Schema(Node node) {
        this.node = node;
        this.shape = Shapes.of(node);
        this.defaults = Defaults.of(node);
    }

    /**
     * One way in which a value breaks its schema.
     *
     * @param pointer the JSON pointer of the value inside the validated one, empty for the whole
     * @param detail what is wrong and what was expected
     */
    public record Violation(String pointer, String detail) {}

    /**
     * A value with the defaults of absent members filled in, and what is wrong with it.
     *
     * @param value the filled value; the checked one itself is not changed
     * @param violations empty when nothing is wrong
     */
    public record Checked(@Nullable Object value, List<Violation> violations) {}

    /** Fills in defaults and checks. What would take more work than the budget has left is a violation. */
    public Checked check(@Nullable Object value, Budget budget) {
        try {
            Object filled = defaults.fill(value, budget);
            return new Checked(filled, violations(filled, budget));
        } catch (BudgetSpentException e) {
            return new Checked(value, List.of(TOO_MUCH_WORK));
        }
    }

    private List<Violation> violations(@Nullable Object value, Budget budget) {
        if (Check.silent(budget).evaluate(node, value)) {
            return List.of();
        }
        Check check = Check.collecting(budget);
        try {
            check.evaluate(node, value);
        } catch (BudgetSpentException e) {
            check.fail(TOO_MUCH_WORK.detail());
        }
        return check.found().stream().distinct().toList();
    }

    /** The default of the whole value; null when there is none. */
    public @Nullable Object defaultValue() {
        return defaults.value(new Budget());
    }

    /** What it says about types, for comparing with a database and for reading text as values. */
    public SchemaShape shape() {
        return shape;
    }
}
