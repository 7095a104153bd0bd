package dev.verge.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns JSON (RFC 8259) into values and remembers the line of each; other tools must be able to read the file too. */
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(SourceDocument.MAXIMUM_DEPTH)
                    .build())
            .build();

    private final String file;
    private final Mistakes mistakes;
    private final Map<String, Integer> lines = new HashMap<>();
    private int line;

    JsonReader(String file, Mistakes mistakes) {
        this.file = file;
        this.mistakes = mistakes;
    }

    Optional<SourceDocument> parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                mistakes.add(Location.of(file), "the file is empty");
                return Optional.empty();
            }
            Object value = value(parser, "");
            if (parser.nextToken() != null) {
                mistakes.add(Location.of(file, line(parser)), "a second value begins here (expected: one)");
                return Optional.empty();
            }
            return Optional.of(new SourceDocument(file, value, lines));
        } catch (JsonProcessingException e) {
            int at = e.getLocation() == null ? line : e.getLocation().getLineNr();
            mistakes.add(Location.of(file, at), "is not JSON: " + reason(e));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what means something to programmers alone. */
    private static String reason(JsonProcessingException failure) {
        return failure.getOriginalMessage().replaceAll(" \\(start marker at .*|, from `[^`]*`", "");
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private @Nullable Object value(JsonParser parser, String pointer) throws IOException {
        line = line(parser);
        lines.putIfAbsent(pointer, line);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, pointer);
            case START_ARRAY -> array(parser, pointer);
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private JsonObject object(JsonParser parser, String pointer) throws IOException {
        var object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String child = JsonPointers.child(pointer, name);
            if (object.containsKey(name)) {
                mistakes.add(new Location(file, line(parser), child), name + ": the key stands here twice");
            }
            lines.put(child, line(parser));
            JsonToken ignored = parser.nextToken();
            object.put(name, value(parser, child));
        }
        return object;
    }

    private JsonArray array(JsonParser parser, String pointer) throws IOException {
        var array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, JsonPointers.child(pointer, array.size())));
        }
        return array;
    }
}
