package dev.verge.contract.schema.keyword;

import dev.verge.contract.schema.evaluation.Check;
import dev.verge.contract.schema.evaluation.Evaluated;
import dev.verge.contract.schema.evaluation.Keyword;
import dev.verge.contract.schema.evaluation.Node;
import dev.verge.contract.schema.value.JsonEquality;
import io.vertx.core.json.JsonArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keywords about the elements of an array. Values of other types satisfy all of them. */
final class ArrayKeywords {
    private ArrayKeywords() {}

    /** The keyword of this name; null when it is about something else. */
    static @Nullable Keyword of(String name, Node node) {
        Object operand = node.source().getValue(name);
        return switch (name) {
            case "minItems" -> size(ValueKeywords.count(operand), Integer.MAX_VALUE, "at least ");
            case "maxItems" -> size(0, ValueKeywords.count(operand), "at most ");
            case "uniqueItems" -> Boolean.TRUE.equals(operand) ? uniqueItems() : null;
            case "prefixItems" -> prefixItems(node.children(name));
            case "items" ->
                items(
                        Objects.requireNonNull(node.child(name)),
                        node.children("prefixItems").size());
            case "contains" -> contains(Objects.requireNonNull(node.child(name)), node);
            case "unevaluatedItems" -> unevaluated(Objects.requireNonNull(node.child(name)));
            default -> null;
        };
    }

    private static Keyword size(int least, int most, String words) {
        String expected = " (expected: " + words + (least > 0 ? least : most) + ")";
        return (value, check) -> !(value instanceof JsonArray array)
                || (array.size() >= least && array.size() <= most)
                || check.fail(() -> "has " + array.size() + (array.size() == 1 ? " element" : " elements") + expected);
    }

    private static Keyword uniqueItems() {
        return (value, check) -> {
            if (value instanceof JsonArray array) {
                Map<String, Integer> seen = new HashMap<>();
                for (int i = 0; i < array.size(); i++) {
                    Integer before = seen.putIfAbsent(JsonEquality.canonical(array.getValue(i), check.budget()), i);
                    if (before != null) {
                        return check.fail("holds the same element twice, at " + before + " and " + i);
                    }
                }
            }
            return true;
        };
    }

    private static Keyword prefixItems(List<Node> nodes) {
        return (value, check) -> {
            boolean valid = true;
            if (value instanceof JsonArray array) {
                for (int i = 0; i < Math.min(nodes.size(), array.size()) && !check.hasEnough(valid); i++) {
                    valid &= element(nodes.get(i), array, i, check);
                }
            }
            return valid;
        };
    }

    private static Keyword items(Node node, int from) {
        return (value, check) -> {
            boolean valid = true;
            if (value instanceof JsonArray array) {
                for (int i = from; i < array.size() && !check.hasEnough(valid); i++) {
                    valid &= element(node, array, i, check);
                }
            }
            return valid;
        };
    }

    private static Keyword contains(Node node, Node parent) {
        Object minimum = parent.source().getValue("minContains");
        Object maximum = parent.source().getValue("maxContains");
        int least = minimum == null ? 1 : ValueKeywords.count(minimum);
        int most = maximum == null ? Integer.MAX_VALUE : ValueKeywords.count(maximum);
        String expected = " (expected: at least " + least + (maximum == null ? "" : ", at most " + most) + ")";
        return (value, check) -> {
            if (!(value instanceof JsonArray array)) {
                return true;
            }
            int found = 0;
            for (int i = 0; i < array.size(); i++) {
                found += contains(node, array, i, check) ? 1 : 0;
            }
            int count = found;
            return (count >= least && count <= most)
                    || check.fail(() -> "holds " + count + " elements of the kind that it must contain" + expected);
        };
    }

    private static boolean contains(Node node, JsonArray array, int index, Check check) {
        boolean matches = check.ask().evaluate(node, array.getValue(index), index);
        if (matches) {
            check.look(index);
        }
        return matches;
    }

    /** {@code unevaluatedItems}, which looks at what no other keyword has looked at. */
    private static Keyword unevaluated(Node node) {
        return (value, check) -> {
            Evaluated evaluated = check.evaluated();
            boolean valid = true;
            if (value instanceof JsonArray array && evaluated != null) {
                for (int i = 0; i < array.size() && !check.hasEnough(valid); i++) {
                    valid &= evaluated.contains(i) || element(node, array, i, check);
                }
            }
            return valid;
        };
    }

    private static boolean element(Node node, JsonArray array, int index, Check check) {
        check.look(index);
        return check.evaluate(node, array.getValue(index), index);
    }
}
