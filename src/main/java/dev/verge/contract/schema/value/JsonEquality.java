package dev.verge.contract.schema.value;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When two JSON values are the same (JSON Schema core, 4.2.2): numbers by value, objects without order. */
public final class JsonEquality {
    /** What looking at one value costs, and how many characters of text cost one unit. */
    private static final int VALUE = 8;

    private static final int CHARACTERS = 16;

    private JsonEquality() {}

    /** Whether two values are the same. It costs no more than looking at the smaller of them. */
    public static boolean same(@Nullable Object left, @Nullable Object right, Budget budget) {
        budget.spend(VALUE);
        if (left instanceof Number one && right instanceof Number other) {
            return JsonNumbers.compare(one, other, budget) == 0;
        } else if (left instanceof JsonArray one && right instanceof JsonArray other) {
            return sameElements(one, other, budget);
        } else if (left instanceof JsonObject one && right instanceof JsonObject other) {
            return sameMembers(one, other, budget);
        }
        return left == null ? right == null : left.equals(right);
    }

    private static boolean sameElements(JsonArray left, JsonArray right, Budget budget) {
        boolean same = left.size() == right.size();
        for (int i = 0; same && i < left.size(); i++) {
            same = same(left.getValue(i), right.getValue(i), budget);
        }
        return same;
    }

    private static boolean sameMembers(JsonObject left, JsonObject right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<String, Object> member : left.getMap().entrySet()) {
            String name = member.getKey();
            if (!right.containsKey(name) || !same(member.getValue(), right.getValue(name), budget)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A text that is the same for the same values, and for no others. Among texts, however many, equal ones are found
     * fast; the hash codes of lists and objects are easily made to collide.
     */
    public static String canonical(@Nullable Object value, Budget budget) {
        StringBuilder out = new StringBuilder();
        write(value, out, budget);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, Budget budget) {
        budget.spend(VALUE);
        if (value instanceof Number number) {
            out.append(JsonNumbers.canonical(number, budget));
        } else if (value instanceof String text) {
            write(text, out, budget);
        } else if (value instanceof JsonArray array) {
            out.append('[');
            for (int i = 0; i < array.size(); i++) {
                write(array.getValue(i), out, budget);
                out.append(',');
            }
            out.append(']');
        } else if (value instanceof JsonObject object) {
            out.append('{');
            new TreeMap<>(object.getMap()).forEach((name, member) -> {
                write(name, out, budget);
                write(member, out, budget);
                out.append(',');
            });
            out.append('}');
        } else {
            out.append(value);
        }
    }

    /** The length in front tells where a text ends, whatever stands in it. */
    private static void write(String text, StringBuilder out, Budget budget) {
        budget.spend(VALUE + text.length() / CHARACTERS);
        out.append('"').append(text.length()).append(':').append(text);
    }
}
