package dev.verge.contract.request.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) strictly and exactly: UTF-8 without a byte order mark, no member twice, nothing behind the
 * value, at most {@value #MAXIMUM_DEPTH} levels, no number is rounded. Numbers whose arithmetic could be made expensive
 * and halves of surrogate pairs are refused; U+0000 is text like any other until it is bound to a statement.
 */
public final class JsonReader {
    static final int MAXIMUM_DEPTH = 100;

    /** Digits of a number, and the largest power of ten that it may be scaled by. */
    static final int MAXIMUM_DIGITS = 1000;

    private static final int MAXIMUM_NAME = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNumberLength(MAXIMUM_DIGITS + 10)
                    .maxNameLength(MAXIMUM_NAME)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReader() {}

    /** Reads a whole body. */
    public static @Nullable Object read(Buffer body) {
        if (body.length() > 2 && body.getUnsignedByte(0) == 0xEF && body.getUnsignedByte(1) == 0xBB) {
            throw new UnreadableException("begins with a byte order mark (expected: none)");
        }
        return read(Texts.decode(body.getBytes(), StandardCharsets.UTF_8));
    }

    /** Reads a whole text. */
    public static @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new UnreadableException("is empty (expected: JSON)");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableException("has something behind the JSON value");
            }
            return value;
        } catch (JsonParseException e) {
            String reason =
                    e.getOriginalMessage().startsWith("Duplicate field") ? "holds a member twice" : "is not JSON";
            throw new UnreadableException(
                    reason + ", at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException | NumberFormatException e) {
            throw new UnreadableException(
                    "is nested deeper than " + MAXIMUM_DEPTH + " levels, or holds a number of more than "
                            + MAXIMUM_DIGITS + " digits or a name of more than " + MAXIMUM_NAME + " characters");
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> text(parser, parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new UnreadableException("is not JSON");
        };
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        var object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text(parser, parser.currentName());
            JsonToken next = parser.nextToken();
            object.put(name, next == null ? null : value(parser));
        }
        return object;
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        var array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static String text(JsonParser parser, String text) {
        if (Texts.isBroken(text)) {
            throw new UnreadableException(pointer(parser), "holds half of a surrogate pair");
        }
        return text;
    }

    private static Number integer(JsonParser parser) throws IOException {
        if (parser.getTextLength() > MAXIMUM_DIGITS) {
            throw tooManyDigits(parser);
        }
        return parser.getNumberValue();
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        BigDecimal decimal = parser.getDecimalValue();
        if (Math.abs((long) decimal.scale()) > MAXIMUM_DIGITS || decimal.precision() > MAXIMUM_DIGITS) {
            throw tooManyDigits(parser);
        }
        return decimal;
    }

    private static UnreadableException tooManyDigits(JsonParser parser) {
        return new UnreadableException(pointer(parser), "is a number of more than " + MAXIMUM_DIGITS + " digits");
    }

    private static String pointer(JsonParser parser) {
        return Texts.storable(parser.getParsingContext().pathAsPointer().toString());
    }
}
