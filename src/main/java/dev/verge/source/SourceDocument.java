package dev.verge.source;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A YAML 1.2 file, or a JSON file when its name ends in {@code .json}, as a tree of JSON values that knows the line of
 * each.
 *
 * <p>Whole numbers are {@code Integer}, {@code Long} or {@code BigInteger}, others {@code BigDecimal}, so nothing is
 * rounded; objects are {@link JsonObject}, arrays {@link io.vertx.core.json.JsonArray}. Reading blocks: it is for start
 * and reload, never for a request.
 */
public final class SourceDocument {
    /** How many levels a file may be nested. */
    static final int MAXIMUM_DEPTH = 200;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String file;
    private final @Nullable Object value;
    private final Map<String, Integer> lines;

    SourceDocument(String file, @Nullable Object value, Map<String, Integer> lines) {
        this.file = file;
        this.value = value;
        this.lines = lines;
    }

    /** A file in which nothing stands. */
    public static SourceDocument empty(String name) {
        return new SourceDocument(name, new JsonObject(), Map.of());
    }

    /**
     * Reads a file whose top level is an object. Whatever keeps it from being read is added to the mistakes, and the
     * result is empty.
     *
     * @param file the file
     * @param name what to call it in mistakes
     */
    public static Optional<SourceDocument> read(Path file, String name, Mistakes mistakes) {
        return text(file, name, mistakes).flatMap(text -> parse(text, name, mistakes));
    }

    /** Reads a text as {@link #read} does. */
    public static Optional<SourceDocument> parse(String text, String name, Mistakes mistakes) {
        return object(
                name.endsWith(".json")
                        ? new JsonReader(name, mistakes).parse(text)
                        : YamlReader.ofValues(name, mistakes).parse(text),
                mistakes);
    }

    /** Reads a YAML text all of whose values are text as it is written, such as {@code 007}, or null. */
    public static Optional<SourceDocument> parseTexts(String text, String name, Mistakes mistakes) {
        return object(YamlReader.ofTexts(name, mistakes).parse(text), mistakes);
    }

    private static Optional<SourceDocument> object(Optional<SourceDocument> parsed, Mistakes mistakes) {
        return parsed.filter(document -> {
            boolean object = document.value instanceof JsonObject;
            if (!object) {
                mistakes.add(document.locate(""), "the document is not an object (expected: keys and values)");
            }
            return object;
        });
    }

    /** The text of a UTF-8 file; whatever keeps it from being read is added to the mistakes. */
    public static Optional<String> text(Path file, String name, Mistakes mistakes) {
        try {
            return text(Files.readAllBytes(file), name, mistakes);
        } catch (NoSuchFileException e) {
            mistakes.add(Location.of(name), "the file does not exist");
        } catch (IOException e) {
            mistakes.add(
                    Location.of(name),
                    Files.isDirectory(file) ? "is a directory (expected: a file)" : "the file cannot be read");
        }
        return Optional.empty();
    }

    /** The text that a file's bytes are in UTF-8; if they are none, that is added to the mistakes. */
    public static Optional<String> text(byte[] bytes, String name, Mistakes mistakes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            mistakes.add(Location.of(name, lineAt(in.position(), bytes)), "the file is not UTF-8 text");
            return Optional.empty();
        }
    }

    private static int lineAt(int position, byte[] bytes) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** The name that this document has in mistakes. */
    public String file() {
        return file;
    }

    /** The top-level object. Callers must not change it. */
    public JsonObject root() {
        return (JsonObject) Objects.requireNonNull(value, "value");
    }

    /** Where the value at a pointer stands; for a pointer to nothing, where the nearest value above it stands. */
    public Location locate(String pointer) {
        for (String above = pointer; !above.isEmpty(); above = above.substring(0, above.lastIndexOf('/'))) {
            Integer line = lines.get(above);
            if (line != null) {
                return new Location(file, line, pointer);
            }
        }
        return new Location(file, lines.getOrDefault("", 0), pointer);
    }
}
