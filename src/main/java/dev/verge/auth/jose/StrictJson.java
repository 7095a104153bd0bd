package dev.verge.auth.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from a party that is not trusted: UTF-8 only, one object and nothing behind it, no member twice, bounded
 * depth (RFC 8259, RFC 8725 section 2.4). Two readers of the same bytes must not see different things.
 */
public final class StrictJson {
    private static final int MAXIMUM_DEPTH = 32;
    /** Decimal digits before the point, or zeros behind it, of the numbers of IEEE 754 (binary64). */
    private static final int MAXIMUM_MAGNITUDE = 308;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNumberLength(64)
                    .build())
            .build();

    private StrictJson() {}

    /** The object in these bytes; empty when they are anything else. Never throws. */
    public static Optional<JsonObject> object(byte[] bytes) {
        // Decoding first keeps the parser from guessing an encoding; a byte order mark stays a character and is
        // refused.
        try (JsonParser parser = FACTORY.createParser(decode(bytes))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            JsonObject object = readObject(parser);
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static JsonObject readObject(JsonParser parser) throws IOException {
        var object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.containsKey(name)) {
                throw new JsonParseException(parser, "a member stands there twice");
            }
            parser.nextToken();
            object.put(name, readValue(parser));
        }
        return object;
    }

    private static JsonArray readArray(JsonParser parser) throws IOException {
        var array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue(parser));
        }
        return array;
    }

    private static @Nullable Object readValue(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** None that others would read as infinity or zero (RFC 8259, section 6), or need a thousand million digits for. */
    private static BigDecimal decimal(JsonParser parser) throws IOException {
        BigDecimal value = parser.getDecimalValue();
        if (Math.abs((long) value.precision() - value.scale()) > MAXIMUM_MAGNITUDE) {
            throw new JsonParseException(parser, "a number is out of range");
        }
        return value;
    }
}
