package dev.verge.contract.schema;

import dev.verge.contract.schema.Schema.Violation;
import dev.verge.contract.schema.text.SearchAllowance;
import dev.verge.source.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One validation under way: where it is, what it has found. A silent check only says whether a value is valid and
 * stops at the first thing wrong.
 */
final class Check {
    /** Schemas can be written that ask for exponential work; a request must not. */
    private static final int MAXIMUM_STEPS = 1_000_000;

    private static final int MAXIMUM_DEPTH = 1_000;

    /** More than this helps nobody, and a small hostile value could break its schema a million times. */
    private static final int MAXIMUM_FOUND = 100;

    private final @Nullable List<Violation> found;
    private final Work work;
    private String pointer = "";
    private @Nullable Scope scope;
    private @Nullable Evaluated evaluated;

    private Check(@Nullable List<Violation> found, Work work) {
        this.found = found;
        this.work = work;
    }

    /** How much has been done so far, over all forks of a check. */
    private static final class Work {
        private int steps;
        private int depth;
        private final SearchAllowance searches = new SearchAllowance();
    }

    /**
     * The schema resources that evaluation went through, the innermost first (JSON Schema core, 7.1).
     */
    private record Scope(Resource resource, @Nullable Scope outer) {}

    /** A check that only says whether. */
    static Check silent() {
        return new Check(null, new Work());
    }

    /** A check that collects what is wrong. */
    static Check collecting() {
        return new Check(new ArrayList<>(), new Work());
    }

    /** A check of the same value whose findings do not count until they are adopted. */
    Check fork() {
        var fork = new Check(found == null ? null : new ArrayList<>(), work);
        fork.pointer = pointer;
        fork.scope = scope;
        fork.evaluated = evaluated == null ? null : new Evaluated();
        return fork;
    }

    /** A fork that finds nothing, for questions whose answer is no violation. */
    Check ask() {
        var ask = new Check(null, work);
        ask.scope = scope;
        ask.evaluated = evaluated == null ? null : new Evaluated();
        return ask;
    }

    /** Takes over what a fork has evaluated. */
    void adopt(Check fork) {
        if (evaluated != null && fork.evaluated != null) {
            evaluated.addAll(fork.evaluated);
        }
    }

    /** Takes over what a fork has found. */
    void report(Check fork) {
        if (found != null && fork.found != null) {
            found.addAll(fork.found);
        }
    }

    /** Evaluates a node on the present value. */
    boolean evaluate(Node node, @Nullable Object value) {
        if (++work.steps > MAXIMUM_STEPS || work.depth >= MAXIMUM_DEPTH) {
            return fail("is too large or too deeply nested to be checked");
        }
        work.depth++;
        Scope outer = scope;
        if (outer == null || !outer.resource.equals(node.resource())) {
            scope = new Scope(node.resource(), outer);
        }
        boolean valid = node.holds(value, this);
        scope = outer;
        work.depth--;
        return valid;
    }

    /** Evaluates a node on a member or element of the present value. */
    boolean evaluate(Node node, @Nullable Object value, Object token) {
        String above = pointer;
        Evaluated aside = evaluated;
        evaluated = null;
        if (found != null) {
            pointer = JsonPointers.child(above, token);
        }
        boolean valid = evaluate(node, value);
        pointer = above;
        evaluated = aside;
        return valid;
    }

    /** The outermost schema of the dynamic scope with this dynamic anchor (JSON Schema core, 8.2.3.2). */
    Node dynamic(String anchor, Node otherwise) {
        Node outermost = otherwise;
        for (Scope at = scope; at != null; at = at.outer) {
            outermost = at.resource.dynamic().getOrDefault(anchor, outermost);
        }
        return outermost;
    }

    /** Says that the present value is wrong. */
    boolean fail(String detail) {
        if (found != null) {
            found.add(new Violation(pointer, detail));
        }
        return false;
    }

    /** Says that a member of the present value is wrong. */
    boolean failAt(Object token, String detail) {
        if (found != null) {
            found.add(new Violation(JsonPointers.child(pointer, token), detail));
        }
        return false;
    }

    /** Whether it can end because more findings are not wanted. */
    boolean hasEnough(boolean valid) {
        return !valid && (found == null || found.size() >= MAXIMUM_FOUND);
    }

    /** What its searches may still cost. */
    SearchAllowance searches() {
        return work.searches;
    }

    /** What was found so far. */
    List<Violation> found() {
        return found == null ? List.of() : found;
    }

    /** What keywords have looked at; null when nobody wants to know. */
    @Nullable
    Evaluated evaluated() {
        return evaluated;
    }

    /** Begins a record of what keywords look at and returns the one before. */
    @Nullable
    Evaluated track(@Nullable Evaluated record) {
        Evaluated before = evaluated;
        evaluated = record;
        return before;
    }
}
