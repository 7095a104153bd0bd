package dev.verge.contract.schema;

import dev.verge.contract.schema.evaluation.Check;
import dev.verge.contract.schema.evaluation.Finding;
import dev.verge.contract.schema.evaluation.Node;
import dev.verge.contract.schema.value.Budget;
import dev.verge.contract.schema.value.BudgetSpentException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSON Schema. Immutable, safe to share between event loops; no method does I/O. A valid value costs one
 * silent pass; only a value that is not is looked at again to say what is wrong.
 */
public final class Schema {
    private static final Finding TOO_MUCH_WORK =
            new Finding("", "takes too much work to be checked (expected: a smaller or simpler value)");

    private final Node node;
    private final SchemaShape shape;
    private final Defaults defaults;

    Schema(Node node) {
        this.node = node;
        this.shape = Shapes.of(node);
        this.defaults = Defaults.of(node);
    }

    /**
     * A value with the defaults of absent members filled in, and what is wrong with it.
     *
     * @param value the filled value; the checked one itself is not changed
     * @param findings empty when nothing is wrong
     */
    public record Checked(@Nullable Object value, List<Finding> findings) {}

    /** Fills in defaults and checks. What would take more work than the budget has left is a finding. */
    public Checked check(@Nullable Object value, Budget budget) {
        try {
            Object filled = defaults.fill(value, budget);
            return new Checked(filled, findings(filled, budget));
        } catch (BudgetSpentException | StackOverflowError e) {
            return new Checked(value, List.of(TOO_MUCH_WORK));
        }
    }

    private List<Finding> findings(@Nullable Object value, Budget budget) {
        if (Check.silent(budget).evaluate(node, value)) {
            return List.of();
        }
        Check check = Check.collecting(budget);
        Set<Finding> findings = new LinkedHashSet<>();
        try {
            check.evaluate(node, value);
            findings.addAll(check.found());
        } catch (BudgetSpentException | StackOverflowError e) {
            findings.addAll(check.found());
            findings.add(TOO_MUCH_WORK);
        }
        return List.copyOf(findings);
    }

    /** The default of the whole value; null when there is none. */
    public @Nullable Object defaultValue() {
        var budget = new Budget();
        return defaults.fill(defaults.value(budget), budget);
    }

    /** What it says about types, for comparing with a database and for reading text as values. */
    public SchemaShape shape() {
        return shape;
    }
}
