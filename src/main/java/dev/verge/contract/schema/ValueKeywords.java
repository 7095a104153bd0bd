package dev.verge.contract.schema;

import dev.verge.contract.schema.text.EcmaPattern;
import dev.verge.contract.schema.text.Formats;
import dev.verge.contract.schema.text.JsonValues;
import io.vertx.core.json.JsonArray;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keywords about a value itself: its type, constants, numbers and text (JSON Schema validation, section 6). */
final class ValueKeywords {
    private static final int SHORT = 60;
    private static final int FEW = 12;

    private ValueKeywords() {}

    /** The keyword of this name; null when it is about something else. */
    static @Nullable Keyword of(String name, @Nullable Object operand, boolean assertFormat) {
        return switch (name) {
            case "type" -> type(operand);
            case "enum" -> enumeration((JsonArray) java.util.Objects.requireNonNull(operand));
            case "const" -> constant(operand);
            case "minimum" -> bound(operand, "at least ", order -> order >= 0);
            case "maximum" -> bound(operand, "at most ", order -> order <= 0);
            case "exclusiveMinimum" -> bound(operand, "more than ", order -> order > 0);
            case "exclusiveMaximum" -> bound(operand, "less than ", order -> order < 0);
            case "multipleOf" -> multipleOf((Number) java.util.Objects.requireNonNull(operand));
            case "minLength" -> length(count(operand), Integer.MAX_VALUE, "at least " + count(operand));
            case "maxLength" -> length(0, count(operand), "at most " + count(operand));
            case "pattern" -> pattern(String.valueOf(operand));
            case "format" -> assertFormat ? format(String.valueOf(operand)) : null;
            default -> null;
        };
    }

    /** The value of a keyword that counts something. */
    static int count(@Nullable Object operand) {
        return ((Number) java.util.Objects.requireNonNull(operand)).intValue();
    }

    private static Keyword type(@Nullable Object operand) {
        List<String> types = operand instanceof JsonArray list
                ? list.stream().map(Object::toString).toList()
                : List.of(String.valueOf(operand));
        String expected = " (expected: " + String.join(" or ", types) + ")";
        if (types.size() == 1) {
            String only = types.get(0);
            return (value, check) -> JsonValues.is(only, value) || mistyped(value, expected, check);
        }
        return (value, check) ->
                types.stream().anyMatch(type -> JsonValues.is(type, value)) || mistyped(value, expected, check);
    }

    private static boolean mistyped(@Nullable Object value, String expected, Check check) {
        return check.fail("is " + JsonValues.describe(value) + expected);
    }

    private static Keyword enumeration(JsonArray list) {
        Set<@Nullable Object> allowed = new HashSet<>();
        list.stream().map(JsonValues::canonical).forEach(allowed::add);
        String some = list.stream().limit(FEW).map(ValueKeywords::brief).collect(Collectors.joining(", "));
        String detail = "is not one of: " + some + (list.size() > FEW ? ", ..." : "");
        return (value, check) -> allowed.contains(JsonValues.canonical(value)) || check.fail(detail);
    }

    private static Keyword constant(@Nullable Object operand) {
        Object only = JsonValues.canonical(operand);
        String detail = "is not the one allowed value: " + brief(operand);
        return (value, check) -> java.util.Objects.equals(only, JsonValues.canonical(value)) || check.fail(detail);
    }

    private static String brief(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > SHORT ? text.substring(0, SHORT) + "..." : text;
    }

    private static Keyword bound(@Nullable Object operand, String words, IntPredicate inside) {
        Number limit = (Number) java.util.Objects.requireNonNull(operand);
        String expected = " (expected: " + words + limit + ")";
        return (value, check) -> !(value instanceof Number number)
                || inside.test(JsonValues.compare(number, limit))
                || check.fail("is " + brief(number) + expected);
    }

    private static Keyword multipleOf(Number step) {
        String detail = "is not a multiple of " + step;
        return (value, check) ->
                !(value instanceof Number number) || JsonValues.isMultiple(number, step) || check.fail(detail);
    }

    private static Keyword length(int least, int most, String expected) {
        return (value, check) -> {
            if (!(value instanceof String text)) {
                return true;
            }
            int length = text.codePointCount(0, text.length());
            return (length >= least && length <= most)
                    || check.fail("is " + length + (length == 1 ? " character" : " characters") + " long (expected: "
                            + expected + ")");
        };
    }

    private static Keyword pattern(String source) {
        EcmaPattern pattern = EcmaPattern.of(source);
        String detail = "does not match the pattern " + brief(source);
        return (value, check) ->
                !(value instanceof String text) || pattern.isFoundIn(text, check.searches()) || check.fail(detail);
    }

    private static Keyword format(String format) {
        String detail = "is not written as the format " + brief(format) + " wants";
        return (value, check) -> Formats.holds(format, value) || check.fail(detail);
    }
}
