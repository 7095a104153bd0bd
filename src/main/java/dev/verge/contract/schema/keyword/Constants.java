package dev.verge.contract.schema.keyword;

import dev.verge.contract.schema.value.Budget;
import dev.verge.contract.schema.value.JsonEquality;
import dev.verge.contract.schema.value.JsonValues;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values that {@code enum} or {@code const} allow. Looking a value up never costs more than the longest of them. */
final class Constants {
    private static final int FEW = 12;

    private final Set<String> texts = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private final List<Object> compounds = new ArrayList<>();

    Constants(List<? extends @Nullable Object> values) {
        for (Object value : values) {
            if (value instanceof String text) {
                texts.add(text);
            } else if (isCompound(value)) {
                compounds.add(value);
            } else {
                others.add(JsonEquality.canonical(value, new Budget()));
            }
        }
    }

    private static boolean isCompound(@Nullable Object value) {
        return value instanceof JsonArray || value instanceof JsonObject;
    }

    boolean contain(@Nullable Object value, Budget budget) {
        if (value instanceof String text) {
            return texts.contains(text);
        } else if (!isCompound(value)) {
            return !others.isEmpty() && others.contains(JsonEquality.canonical(value, budget));
        }
        return compounds.stream().anyMatch(each -> JsonEquality.same(each, value, budget));
    }

    /** Some of many values, in the words of a message. */
    static String some(JsonArray values) {
        String some = values.stream().limit(FEW).map(JsonValues::brief).collect(Collectors.joining(", "));
        return some + (values.size() > FEW ? ", ..." : "");
    }
}
