package dev.verge.contract.schema.keyword;

import dev.verge.contract.schema.evaluation.Keyword;
import dev.verge.contract.schema.value.EcmaPattern;
import dev.verge.contract.schema.value.Formats;
import dev.verge.contract.schema.value.JsonNumbers;
import dev.verge.contract.schema.value.JsonValues;
import io.vertx.core.json.JsonArray;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Keywords about a value itself: its type, constants, numbers and text (JSON Schema validation, section 6). */
final class ValueKeywords {
    /** How many characters are counted for one unit. */
    private static final int CHARACTERS = 16;

    private ValueKeywords() {}

    /** The keyword of this name; null when it is about something else. */
    static @Nullable Keyword of(String name, @Nullable Object operand, boolean assertFormat) {
        return switch (name) {
            case "type" -> type(operand);
            case "enum" -> enumeration((JsonArray) Objects.requireNonNull(operand));
            case "const" -> constant(operand);
            case "minimum" -> bound(operand, "at least ", order -> order >= 0);
            case "maximum" -> bound(operand, "at most ", order -> order <= 0);
            case "exclusiveMinimum" -> bound(operand, "more than ", order -> order > 0);
            case "exclusiveMaximum" -> bound(operand, "less than ", order -> order < 0);
            case "multipleOf" -> multipleOf((Number) Objects.requireNonNull(operand));
            case "minLength" -> length(count(operand), Integer.MAX_VALUE, "at least " + count(operand));
            case "maxLength" -> length(0, count(operand), "at most " + count(operand));
            case "pattern" -> pattern(String.valueOf(operand));
            case "format" -> assertFormat ? format(String.valueOf(operand)) : null;
            default -> null;
        };
    }

    /** The value of a keyword that counts something. */
    static int count(@Nullable Object operand) {
        return ((Number) Objects.requireNonNull(operand)).intValue();
    }

    private static Keyword type(@Nullable Object operand) {
        List<String> types = operand instanceof JsonArray list
                ? list.stream().map(Object::toString).toList()
                : List.of(String.valueOf(operand));
        String expected = " (expected: " + String.join(" or ", types) + ")";
        return (value, check) -> {
            for (String type : types) {
                if (JsonValues.is(type, value, check.budget())) {
                    return true;
                }
            }
            return check.fail(() -> "is " + JsonValues.describe(value, check.budget()) + expected);
        };
    }

    private static Keyword enumeration(JsonArray list) {
        var allowed = new Constants(list.stream().toList());
        String detail = "is not one of: " + Constants.some(list);
        return (value, check) -> allowed.contain(value, check.budget()) || check.fail(detail);
    }

    private static Keyword constant(@Nullable Object operand) {
        var only = new Constants(Collections.singletonList(operand));
        String detail = "is not the one allowed value: " + JsonValues.brief(operand);
        return (value, check) -> only.contain(value, check.budget()) || check.fail(detail);
    }

    private static Keyword bound(@Nullable Object operand, String words, IntPredicate inside) {
        Number limit = (Number) Objects.requireNonNull(operand);
        String expected = " (expected: " + words + limit + ")";
        return (value, check) -> !(value instanceof Number number)
                || inside.test(JsonNumbers.compare(number, limit, check.budget()))
                || check.fail(() -> "is " + JsonValues.brief(number) + expected);
    }

    private static Keyword multipleOf(Number step) {
        String detail = "is not a multiple of " + step;
        return (value, check) -> !(value instanceof Number number)
                || JsonNumbers.isMultiple(number, step, check.budget())
                || check.fail(detail);
    }

    private static Keyword length(int least, int most, String expected) {
        return (value, check) -> {
            if (!(value instanceof String text)) {
                return true;
            }
            check.spend(text.length() / CHARACTERS);
            int length = text.codePointCount(0, text.length());
            return (length >= least && length <= most)
                    || check.fail(() -> "is " + length + (length == 1 ? " character" : " characters")
                            + " long (expected: " + expected + ")");
        };
    }

    private static Keyword pattern(String source) {
        EcmaPattern pattern = EcmaPattern.of(source);
        String detail = "does not match the pattern " + JsonValues.brief(source);
        return (value, check) ->
                !(value instanceof String text) || pattern.isFoundIn(text, check.budget()) || check.fail(detail);
    }

    private static Keyword format(String format) {
        String detail = "is not written as the format " + JsonValues.brief(format) + " wants";
        return (value, check) -> Formats.holds(format, value, check.budget()) || check.fail(detail);
    }
}
