package dev.verge.contract.request.parameter;

import dev.verge.contract.Parameter;
import dev.verge.contract.Parameter.Style;
import dev.verge.contract.request.text.Pairs;
import dev.verge.contract.request.text.Pairs.Pair;
import dev.verge.contract.request.text.TextValues;
import dev.verge.contract.request.text.Texts;
import dev.verge.contract.request.text.UnreadableException;
import dev.verge.contract.schema.SchemaShape;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a parameter that stands in a query or in cookies as one or more pairs. */
final class PairReader {
    private static final int MAXIMUM_DEPTH = 10;

    private final Parameter parameter;
    private final SchemaShape shape;
    private final StyleReader style;

    PairReader(Parameter parameter) {
        this.parameter = parameter;
        this.shape = parameter.schema().shape();
        this.style = new StyleReader(parameter);
    }

    private boolean isSpreadObject() {
        return parameter.explode()
                && parameter.style() == Style.FORM
                && parameter.contentType() == null
                && TextValues.wantsObject(shape)
                && !TextValues.wantsArray(shape);
    }

    private boolean isDeepObject() {
        return parameter.style() == Style.DEEP_OBJECT && parameter.contentType() == null;
    }

    /** Whether a pair of this name belongs to the parameter. */
    boolean claims(String name) {
        if (isDeepObject()) {
            return name.startsWith(parameter.name() + "[");
        }
        return isSpreadObject() ? shape.properties().containsKey(name) : name.equals(parameter.name());
    }

    /** Whether the parameter also takes every pair that no other claims. */
    boolean takesOthers() {
        return isSpreadObject() && shape.open();
    }

    /**
     * The value, empty when the parameter is absent.
     *
     * @param others which names other parameters claim
     */
    Optional<Value> read(Pairs pairs, Predicate<String> others) {
        List<Pair> own = pairs.list().stream()
                .filter(pair -> claims(pair.name()) || (takesOthers() && !others.test(pair.name())))
                .toList();
        boolean unused = parameter.allowEmptyValue()
                && own.stream().allMatch(pair -> pair.raw().isEmpty());
        if (own.isEmpty() || unused) {
            return Optional.empty();
        } else if (isDeepObject()) {
            return Optional.of(new Value(deepObject(own)));
        } else if (isSpreadObject()) {
            return Optional.of(new Value(spreadObject(own)));
        }
        return Optional.of(new Value(plain(own.stream().map(Pair::raw).toList())));
    }

    /** A value that may be null. */
    record Value(@Nullable Object value) {}

    private @Nullable Object plain(List<String> raw) {
        boolean repeats = parameter.explode() && parameter.contentType() == null && TextValues.wantsArray(shape);
        if (repeats && !(raw.size() == 1 && TextValues.meansNull(raw.get(0), shape))) {
            return TextValues.array(raw.stream().map(style::decode).toList(), shape);
        } else if (raw.size() > 1) {
            throw new UnreadableException("stands " + raw.size() + " times (expected: once)");
        }
        return style.read(raw.get(0));
    }

    private JsonObject spreadObject(List<Pair> pairs) {
        var object = new JsonObject();
        for (Pair pair : pairs) {
            SchemaShape property = shape.property(pair.name());
            TextValues.put(object, pair.name(), style.decode(pair.raw()), property, TextValues::of);
        }
        return object;
    }

    private JsonObject deepObject(List<Pair> pairs) {
        var root = new JsonObject();
        for (Pair pair : pairs) {
            List<String> names = brackets(pair.name().substring(parameter.name().length()));
            JsonObject object = root;
            SchemaShape at = shape;
            for (String name : names.subList(0, names.size() - 1)) {
                Object below = object.getValue(name);
                if (below != null && !(below instanceof JsonObject)) {
                    throw new UnreadableException("holds the property " + Texts.storable(name) + " twice");
                }
                JsonObject next = below == null ? new JsonObject() : (JsonObject) below;
                object.put(name, next);
                object = next;
                at = at == null ? null : at.property(name);
            }
            String last = names.get(names.size() - 1);
            SchemaShape property = at == null ? null : at.property(last);
            TextValues.put(object, last, style.decode(pair.raw()), property, TextValues::of);
        }
        return root;
    }

    /** The names inside {@code [a][b]}; {@code []} at the end, which some clients write for lists, says nothing. */
    private static List<String> brackets(String text) {
        List<String> names = new ArrayList<>();
        String rest = text.endsWith("[]") ? text.substring(0, text.length() - 2) : text;
        while (!rest.isEmpty()) {
            int end = rest.indexOf(']');
            if (!rest.startsWith("[") || end < 2) {
                throw new UnreadableException("has a name with broken brackets (expected: name[property])");
            }
            names.add(rest.substring(1, end));
            rest = rest.substring(end + 1);
        }
        if (names.isEmpty() || names.size() > MAXIMUM_DEPTH) {
            throw new UnreadableException("has a name with broken brackets (expected: name[property])");
        }
        return names;
    }
}
