package dev.verge.contract.schema.evaluation;

import dev.verge.contract.schema.value.Budget;
import dev.verge.contract.schema.value.BudgetSpentException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One validation under way: where it is, what it has found. A silent check only says whether a value is valid and
 * stops at the first thing wrong.
 */
public final class Check {
    private static final int MAXIMUM_DEPTH = 1_000;

    /** More than this helps nobody, and a small hostile value could break its schema a million times. */
    private static final int MAXIMUM_FOUND = 100;

    /** What evaluating one schema costs, remembering one member or element, and writing down one finding. */
    private static final int EVALUATION = 4;

    private static final int LOOK = 16;
    private static final int FINDING = 30;

    private final @Nullable List<Finding> found;
    private final Budget budget;
    private int depth;
    private @Nullable ValuePath path;
    private @Nullable Scope scope;
    private @Nullable Evaluated evaluated;

    private Check(@Nullable List<Finding> found, Budget budget) {
        this.found = found;
        this.budget = budget;
    }

    /** The schema resources that evaluation went through, the innermost first (JSON Schema core, 7.1). */
    private record Scope(DynamicAnchors resource, @Nullable Scope outer) {}

    /** A check that only says whether. */
    public static Check silent(Budget budget) {
        return new Check(null, budget);
    }

    /** A check that collects what is wrong. */
    public static Check collecting(Budget budget) {
        return new Check(new ArrayList<>(), budget);
    }

    /** A check of the same value whose findings do not count until they are adopted. */
    public Check fork() {
        Check fork = fork(found == null ? null : new ArrayList<>());
        fork.path = path;
        return fork;
    }

    /** A fork that finds nothing, for questions whose answer is no violation. */
    public Check ask() {
        return fork(null);
    }

    private Check fork(@Nullable List<Finding> findings) {
        var fork = new Check(findings, budget);
        fork.depth = depth;
        fork.scope = scope;
        fork.evaluated = evaluated == null ? null : new Evaluated();
        return fork;
    }

    /** Takes over what a fork has evaluated. */
    public void adopt(Check fork) {
        if (fork.evaluated != null) {
            look(fork.evaluated);
        }
    }

    /** Takes over what a fork has found. */
    public void report(Check fork) {
        if (found != null && fork.found != null) {
            found.addAll(fork.found);
        }
    }

    /** Evaluates a node on the present value. */
    public boolean evaluate(Node node, @Nullable Object value) {
        spend(EVALUATION);
        if (depth >= MAXIMUM_DEPTH) {
            throw new BudgetSpentException();
        }
        depth++;
        Scope outer = scope;
        if (outer == null || !outer.resource.equals(node.resource())) {
            scope = new Scope(node.resource(), outer);
        }
        boolean valid = node.holds(value, this);
        scope = outer;
        depth--;
        return valid;
    }

    /** Evaluates a node on a member or element of the present value. */
    public boolean evaluate(Node node, @Nullable Object value, Object token) {
        ValuePath above = path;
        Evaluated aside = evaluated;
        evaluated = null;
        if (found != null) {
            path = new ValuePath(above, token);
        }
        boolean valid = evaluate(node, value);
        path = above;
        evaluated = aside;
        return valid;
    }

    /** The outermost schema of the dynamic scope with this dynamic anchor (JSON Schema core, 8.2.3.2). */
    public Node dynamic(String anchor, Node otherwise) {
        Node outermost = otherwise;
        for (Scope at = scope; at != null; at = at.outer) {
            spend(1);
            Node found = at.resource.get(anchor);
            outermost = found == null ? outermost : found;
        }
        return outermost;
    }

    /** Says that the present value is wrong. */
    public boolean fail(String detail) {
        return fail(path, detail);
    }

    /** Says that the present value is wrong, in words that are only made when somebody reads them. */
    public boolean fail(Supplier<String> detail) {
        return found != null && fail(detail.get());
    }

    /** Says that a member of the present value is wrong. */
    public boolean failAt(Object token, String detail) {
        return fail(new ValuePath(path, token), detail);
    }

    private boolean fail(@Nullable ValuePath at, String detail) {
        if (found != null) {
            spend(FINDING);
            found.add(new Finding(ValuePath.pointer(at), detail));
        }
        return false;
    }

    /** Whether it can end because more findings are not wanted. */
    public boolean hasEnough(boolean valid) {
        return !valid && (found == null || found.size() >= MAXIMUM_FOUND);
    }

    /** What it may still cost. */
    public Budget budget() {
        return budget;
    }

    /** Spends some of what it may cost. */
    public void spend(int units) {
        budget.spend(units);
    }

    /** What was found so far. */
    public List<Finding> found() {
        return found == null ? List.of() : found;
    }

    /** What keywords have looked at; null when nobody wants to know. */
    public @Nullable Evaluated evaluated() {
        return evaluated;
    }

    /** Remembers that a keyword has looked at a member, when somebody wants to know. */
    public void look(String member) {
        if (evaluated != null) {
            spend(LOOK);
            evaluated.add(member);
        }
    }

    /** Remembers that a keyword has looked at an element, when somebody wants to know. */
    public void look(int element) {
        if (evaluated != null) {
            spend(LOOK);
            evaluated.add(element);
        }
    }

    /** Remembers all that others have looked at, when somebody wants to know. */
    void look(Evaluated others) {
        if (evaluated != null) {
            spend(others.size() * LOOK);
            evaluated.addAll(others);
        }
    }

    /** Begins a record of what keywords look at and returns the one before. */
    @Nullable
    Evaluated track(@Nullable Evaluated record) {
        Evaluated before = evaluated;
        evaluated = record;
        return before;
    }
}
