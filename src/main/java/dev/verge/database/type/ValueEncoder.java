package dev.verge.database.type;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** JSON values to the text of PostgreSQL's values, refusing what the type does not hold. */
final class ValueEncoder {
    private ValueEncoder() {}

    static String encode(PostgresType type, Object value) {
        return switch (type.kind()) {
            case BIGINT -> Numbers.integer(value, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
            case INTEGER -> Numbers.integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
            case SMALLINT -> Numbers.integer(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
            case NUMERIC -> Numbers.numeric(value);
            case REAL -> Numbers.real(value);
            case DOUBLE -> Numbers.doublePrecision(value);
            case BOOLEAN -> bool(value);
            case UUID, DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> Moments.encode(type.kind(), text(value));
            case JSON, JSONB -> json(value);
            case BYTEA -> bytes(text(value));
            case ENUM -> label(type, text(value));
            case ARRAY -> array(Objects.requireNonNull(type.element()), value);
            case TEXT -> text(value);
            case OTHER -> value instanceof Number || value instanceof Boolean ? value.toString() : text(value);
        };
    }

    private static String bool(Object value) {
        if (value instanceof Boolean) {
            return value.toString();
        }
        throw new ValueException("is not a boolean");
    }

    /** PostgreSQL holds no NUL, and UTF-8 no half of a surrogate pair. */
    private static String text(Object value) {
        if (!(value instanceof String text)) {
            throw new ValueException("is not a string");
        }
        if (text.indexOf('\0') >= 0) {
            throw new ValueException("holds a NUL character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new ValueException("is not valid Unicode");
        }
        return text;
    }

    private static String json(Object value) {
        String json = Json.encode(value);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(json)) {
            throw new ValueException("is not valid Unicode");
        }
        return json;
    }

    private static String bytes(String base64) {
        try {
            return "\\x" + HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new ValueException("is not base64");
        }
    }

    private static String label(PostgresType type, String text) {
        if (type.labels().contains(text)) {
            return text;
        }
        throw new ValueException("is not one of " + String.join(", ", type.labels()));
    }

    private static String array(PostgresType element, Object value) {
        List<?> elements =
                value instanceof JsonArray array ? array.getList() : value instanceof List<?> list ? list : null;
        if (elements == null) {
            throw new ValueException("is not an array");
        }
        return elements.stream().map(member -> element(element, member)).collect(Collectors.joining(",", "{", "}"));
    }

    private static String element(PostgresType type, Object member) {
        if (member == null) {
            return "NULL";
        }
        boolean json = type.kind() == TypeKind.JSON || type.kind() == TypeKind.JSONB;
        boolean nested = member instanceof JsonArray || member instanceof List<?> || member instanceof JsonObject;
        if (nested && !json) {
            throw new ValueException("is not an array of " + type.name());
        }
        return '"' + encode(type, member).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
