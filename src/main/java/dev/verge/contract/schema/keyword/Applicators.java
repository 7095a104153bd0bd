package dev.verge.contract.schema.keyword;

import dev.verge.contract.schema.evaluation.Check;
import dev.verge.contract.schema.evaluation.Keyword;
import dev.verge.contract.schema.evaluation.Node;
import dev.verge.contract.schema.index.SchemaUris;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keywords that apply other schemas to the same value (JSON Schema core, 8.2.3 and 10.2). */
final class Applicators {
    private Applicators() {}

    /** The keyword of this name; null when it is about something else. */
    static @Nullable Keyword of(String name, Node node) {
        return switch (name) {
            case Node.NOTHING -> (value, check) -> check.fail("is not allowed");
            case "$ref" -> same(Objects.requireNonNull(node.child(name)));
            case "$dynamicRef" -> dynamic(node);
            case "allOf" -> allOf(node.children(name));
            case "anyOf" -> anyOf(node.children(name));
            case "oneOf" -> oneOf(node.children(name));
            case "not" -> not(Objects.requireNonNull(node.child(name)));
            case "if" -> conditional(Objects.requireNonNull(node.child(name)), node.child("then"), node.child("else"));
            default -> null;
        };
    }

    private static Keyword same(Node node) {
        return (value, check) -> check.evaluate(node, value);
    }

    private static Keyword dynamic(Node node) {
        Node target = Objects.requireNonNull(node.child("$dynamicRef"));
        String anchor = SchemaUris.fragment(node.source().getString("$dynamicRef"));
        boolean dynamic = anchor.equals(target.source().getValue("$dynamicAnchor"));
        return dynamic ? (value, check) -> check.evaluate(check.dynamic(anchor, target), value) : same(target);
    }

    private static Keyword allOf(List<Node> nodes) {
        return (value, check) -> {
            boolean valid = true;
            for (int i = 0; i < nodes.size() && !check.hasEnough(valid); i++) {
                valid &= check.evaluate(nodes.get(i), value);
            }
            return valid;
        };
    }

    private static Keyword anyOf(List<Node> nodes) {
        return (value, check) -> {
            List<Check> failed = new ArrayList<>();
            for (Node node : nodes) {
                Check fork = check.fork();
                if (!fork.evaluate(node, value)) {
                    failed.add(fork);
                } else if (check.evaluated() == null) {
                    return true;
                } else {
                    check.adopt(fork);
                }
            }
            return failed.size() < nodes.size() || matchesNone(nodes, failed, value, check);
        };
    }

    private static Keyword oneOf(List<Node> nodes) {
        return (value, check) -> {
            List<Check> failed = new ArrayList<>();
            for (Node node : nodes) {
                Check fork = check.fork();
                if (fork.evaluate(node, value)) {
                    check.adopt(fork);
                } else {
                    failed.add(fork);
                }
            }
            int matches = nodes.size() - failed.size();
            return matches == 1
                    || (matches == 0
                            ? matchesNone(nodes, failed, value, check)
                            : check.fail("matches " + matches + " of the alternatives (expected: exactly one)"));
        };
    }

    /** When the type leaves one alternative, what is wrong with that is what the caller wants to know. */
    private static boolean matchesNone(List<Node> nodes, List<Check> failed, @Nullable Object value, Check check) {
        List<Integer> meant = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).mayAccept(value, check.budget())) {
                meant.add(i);
            }
        }
        if (meant.size() == 1) {
            check.report(failed.get(meant.get(0)));
            return false;
        }
        return check.fail("matches none of the " + nodes.size() + " alternatives");
    }

    private static Keyword not(Node node) {
        return (value, check) -> !check.ask().evaluate(node, value) || check.fail("is of a kind that is not allowed");
    }

    private static Keyword conditional(Node condition, @Nullable Node then, @Nullable Node otherwise) {
        return (value, check) -> {
            Check ask = check.ask();
            boolean holds = ask.evaluate(condition, value);
            if (holds) {
                check.adopt(ask);
            }
            Node next = holds ? then : otherwise;
            return next == null || check.evaluate(next, value);
        };
    }
}
