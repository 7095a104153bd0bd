package dev.verge.contract.schema.keyword;

import dev.verge.contract.schema.evaluation.Check;
import dev.verge.contract.schema.evaluation.Evaluated;
import dev.verge.contract.schema.evaluation.Keyword;
import dev.verge.contract.schema.evaluation.Node;
import dev.verge.contract.schema.value.EcmaPattern;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keywords about the members of an object. Values of other types satisfy all of them. */
final class ObjectKeywords {
    private ObjectKeywords() {}

    /** The keyword of this name; null when it is about something else. */
    static @Nullable Keyword of(String name, Node node) {
        Object operand = node.source().getValue(name);
        return switch (name) {
            case "required" -> required(names(operand));
            case "dependentRequired" -> dependentRequired((JsonObject) Objects.requireNonNull(operand));
            case "dependentSchemas" -> dependentSchemas(node.named(name));
            case "minProperties" -> size(ValueKeywords.count(operand), Integer.MAX_VALUE, "at least ");
            case "maxProperties" -> size(0, ValueKeywords.count(operand), "at most ");
            case "propertyNames" -> propertyNames(Objects.requireNonNull(node.child(name)));
            case "properties", "patternProperties", "additionalProperties" -> members(name, node);
            case "unevaluatedProperties" -> unevaluated(Objects.requireNonNull(node.child(name)));
            default -> null;
        };
    }

    private static List<String> names(@Nullable Object list) {
        return ((JsonArray) Objects.requireNonNull(list))
                .stream().map(Object::toString).toList();
    }

    private static Keyword required(List<String> names) {
        return (value, check) -> !(value instanceof JsonObject object) || hasAll(object, names, "is missing", check);
    }

    private static boolean hasAll(JsonObject object, List<String> names, String detail, Check check) {
        check.spend(names.size());
        boolean valid = true;
        for (String name : names) {
            valid &= object.containsKey(name) || check.failAt(name, detail);
        }
        return valid;
    }

    private static Keyword dependentRequired(JsonObject operand) {
        Map<String, List<String>> namesByName = new LinkedHashMap<>();
        operand.fieldNames().forEach(name -> namesByName.put(name, names(operand.getValue(name))));
        return (value, check) -> {
            boolean valid = true;
            if (value instanceof JsonObject object) {
                check.spend(namesByName.size());
                for (Map.Entry<String, List<String>> each : namesByName.entrySet()) {
                    valid &= !object.containsKey(each.getKey())
                            || hasAll(
                                    object,
                                    each.getValue(),
                                    "is missing (expected beside " + each.getKey() + ")",
                                    check);
                }
            }
            return valid;
        };
    }

    private static Keyword dependentSchemas(Map<String, Node> nodes) {
        return (value, check) -> {
            boolean valid = true;
            if (value instanceof JsonObject object) {
                check.spend(nodes.size());
                for (Map.Entry<String, Node> each : nodes.entrySet()) {
                    valid &= !object.containsKey(each.getKey()) || check.evaluate(each.getValue(), value);
                }
            }
            return valid;
        };
    }

    private static Keyword size(int least, int most, String words) {
        String expected = " (expected: " + words + (least > 0 ? least : most) + ")";
        return (value, check) -> !(value instanceof JsonObject object)
                || (object.size() >= least && object.size() <= most)
                || check.fail(
                        () -> "has " + object.size() + (object.size() == 1 ? " property" : " properties") + expected);
    }

    private static Keyword propertyNames(Node node) {
        return (value, check) -> {
            boolean valid = true;
            if (value instanceof JsonObject object) {
                for (String name : object.fieldNames()) {
                    valid &= check.ask().evaluate(node, name) || check.failAt(name, "has a name that is not allowed");
                    if (check.hasEnough(valid)) {
                        break;
                    }
                }
            }
            return valid;
        };
    }

    /** The three keywords that share out the members among them, each of which handles its own share. */
    private static Keyword members(String keyword, Node node) {
        Map<String, Node> properties = node.named("properties");
        Map<EcmaPattern, Node> patterns = new LinkedHashMap<>();
        node.named("patternProperties").forEach((source, each) -> patterns.put(EcmaPattern.of(source), each));
        return switch (keyword) {
            case "properties" ->
                (value, check) -> !(value instanceof JsonObject object) || named(object, properties, check);
            case "patternProperties" ->
                (value, check) -> !(value instanceof JsonObject object) || matching(object, patterns, check);
            default -> others(Objects.requireNonNull(node.child(keyword)), properties, patterns);
        };
    }

    private static boolean named(JsonObject object, Map<String, Node> properties, Check check) {
        Set<String> names = properties.size() < object.size() ? properties.keySet() : object.fieldNames();
        check.spend(names.size());
        boolean valid = true;
        for (String name : names) {
            Node property = properties.get(name);
            if (property != null && object.containsKey(name)) {
                valid &= member(property, object, name, check);
                if (check.hasEnough(valid)) {
                    break;
                }
            }
        }
        return valid;
    }

    private static boolean matching(JsonObject object, Map<EcmaPattern, Node> patterns, Check check) {
        boolean valid = true;
        for (String name : object.fieldNames()) {
            for (Map.Entry<EcmaPattern, Node> pattern : patterns.entrySet()) {
                valid &= !pattern.getKey().isFoundIn(name, check.budget())
                        || member(pattern.getValue(), object, name, check);
            }
            if (check.hasEnough(valid)) {
                break;
            }
        }
        return valid;
    }

    private static Keyword others(Node node, Map<String, Node> properties, Map<EcmaPattern, Node> patterns) {
        boolean refuses = Boolean.FALSE.equals(node.source().getValue(Node.NOTHING));
        return (value, check) -> {
            boolean valid = true;
            if (value instanceof JsonObject object) {
                check.spend(object.size());
                for (String name : object.fieldNames()) {
                    if (!properties.containsKey(name)
                            && patterns.keySet().stream()
                                    .noneMatch(pattern -> pattern.isFoundIn(name, check.budget()))) {
                        valid &= refuses ? check.failAt(name, "is not known") : member(node, object, name, check);
                    }
                    if (check.hasEnough(valid)) {
                        break;
                    }
                }
            }
            return valid;
        };
    }

    /** {@code unevaluatedProperties}, which looks at what no other keyword has looked at. */
    private static Keyword unevaluated(Node node) {
        return (value, check) -> {
            Evaluated evaluated = check.evaluated();
            boolean valid = true;
            if (value instanceof JsonObject object && evaluated != null) {
                for (String name : object.fieldNames()) {
                    valid &= evaluated.contains(name) || member(node, object, name, check);
                    if (check.hasEnough(valid)) {
                        break;
                    }
                }
            }
            return valid;
        };
    }

    private static boolean member(Node node, JsonObject object, String name, Check check) {
        check.look(name);
        return check.evaluate(node, object.getValue(name), name);
    }
}
