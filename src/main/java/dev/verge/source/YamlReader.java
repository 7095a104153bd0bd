package dev.verge.source;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns YAML 1.2 into JSON values and remembers the line of each. */
final class YamlReader {
    /** Aliases multiply: past this many values a document is an attack or an accident. */
    private static final int MAXIMUM_VALUES = 1_000_000;

    private static final String MERGE = "<<";

    /** Merge keys are merged below: the library's own merging has no end when an object is merged into itself. */
    private static final ScalarResolver VALUES = new CoreScalarResolver(false);

    private static final ScalarResolver TEXTS = (text, plain) -> {
        boolean nothing =
                text.isEmpty() || CoreScalarResolver.NULL.matcher(text).matches();
        return plain && nothing ? Tag.NULL : Tag.STR;
    };

    private final String file;
    private final ScalarResolver scalars;
    private final Mistakes mistakes;
    private final Map<String, Integer> lines = new HashMap<>();
    private int values;
    private int line;

    private YamlReader(String file, ScalarResolver scalars, Mistakes mistakes) {
        this.file = file;
        this.scalars = scalars;
        this.mistakes = mistakes;
    }

    /** Reads numbers and flags as such (YAML 1.2, "Core Schema"). */
    static YamlReader ofValues(String file, Mistakes mistakes) {
        return new YamlReader(file, VALUES, mistakes);
    }

    /** Reads everything that stands there as text. */
    static YamlReader ofTexts(String file, Mistakes mistakes) {
        return new YamlReader(file, TEXTS, mistakes);
    }

    Optional<SourceDocument> parse(String text) {
        var schema = new CoreSchema() {
            @Override
            public ScalarResolver getScalarResolver() {
                return scalars;
            }
        };
        try {
            var settings = LoadSettings.builder()
                    .setLabel(file)
                    .setSchema(schema)
                    .setCodePointLimit(64 * 1024 * 1024)
                    .setMaxAliasesForCollections(MAXIMUM_VALUES)
                    .build();
            Iterator<Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                mistakes.add(Location.of(file), "the file is empty");
                return Optional.empty();
            }
            Object value = convert(documents.next(), "", 0);
            if (documents.hasNext()) {
                mistakes.add(
                        Location.of(file, line(documents.next())), "a second document begins here (expected: one)");
                return Optional.empty();
            }
            return Optional.of(new SourceDocument(file, value, lines));
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            mistakes.add(Location.of(file, at), "is not YAML or JSON: " + e.getProblem());
        } catch (YamlEngineException e) {
            mistakes.add(Location.of(file, line), "is not YAML or JSON: " + e.getMessage());
        }
        return Optional.empty();
    }

    private @Nullable Object convert(Node node, String pointer, int depth) {
        line = line(node);
        lines.putIfAbsent(pointer, line);
        if (++values > MAXIMUM_VALUES) {
            throw new YamlEngineException("aliases make it more than " + MAXIMUM_VALUES + " values");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            refuseEndless(depth);
            var array = new JsonArray();
            int index = 0;
            for (Node element : sequence.getValue()) {
                array.add(convert(element, JsonPointers.child(pointer, index++), depth + 1));
            }
            return array;
        }
        return node instanceof ScalarNode scalar ? scalar(scalar, pointer) : null;
    }

    /** An alias may stand inside what it means. */
    private static void refuseEndless(int depth) {
        if (depth > SourceDocument.MAXIMUM_DEPTH) {
            throw new YamlEngineException("nested deeper than " + SourceDocument.MAXIMUM_DEPTH + " levels");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private JsonObject object(MappingNode mapping, String pointer, int depth) {
        refuseEndless(depth);
        var object = new JsonObject();
        var written = new HashSet<String>();
        for (NodeTuple member : mapping.getValue()) {
            int at = line(member.getKeyNode());
            if (!(member.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(new Location(file, at, pointer), "a key is a list or an object (expected: text)");
                continue;
            }
            String child = JsonPointers.child(pointer, key.getValue());
            if (key.getValue().equals(MERGE) && merge(member.getValueNode(), object, pointer, depth)) {
                continue;
            }
            if (written.contains(key.getValue())) {
                mistakes.add(new Location(file, at, child), key.getValue() + ": the key stands here twice");
                continue;
            }
            written.add(key.getValue());
            lines.put(child, at);
            object.put(key.getValue(), convert(member.getValueNode(), child, depth + 1));
        }
        return object;
    }

    /**
     * The members of an alias or of several, the earlier ones winning, which the object's own members replace (YAML 1.1,
     * "Merge Key Language-Independent Type"; YAML 1.2 has none, its users do). False when it is a key like any other.
     */
    private boolean merge(Node node, JsonObject object, String pointer, int depth) {
        List<Node> sources = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        if (!sources.stream().allMatch(MappingNode.class::isInstance)) {
            return false;
        }
        for (Node source : sources) {
            object((MappingNode) source, pointer, depth + 1).forEach(member -> {
                if (!object.containsKey(member.getKey())) {
                    object.put(member.getKey(), member.getValue());
                }
            });
        }
        return true;
    }

    private @Nullable Object scalar(ScalarNode scalar, String pointer) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        try {
            if (tag.equals(Tag.NULL)) {
                return null;
            } else if (tag.equals(Tag.BOOL)) {
                return Boolean.valueOf(text);
            } else if (tag.equals(Tag.INT)) {
                return integer(text);
            } else if (tag.equals(Tag.FLOAT)) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            mistakes.add(new Location(file, line, pointer), text + ": is not a number that JSON can hold");
        }
        return text;
    }

    private static Number integer(String text) {
        BigInteger value = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        if (value.bitLength() < 32) {
            return value.intValue();
        }
        return value.bitLength() < 64 ? (Number) value.longValue() : value;
    }
}
