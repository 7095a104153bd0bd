package dev.verge.database.type;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

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

    private static String text(Object value) {
        if (value instanceof String text) {
            return storable(text);
        }
        throw new ValueException("is not a string");
    }

    /** PostgreSQL holds no NUL, and UTF-8 no half of a surrogate pair. */
    private static String storable(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '\0') {
                throw new ValueException("holds the character U+0000, which cannot be stored");
            }
            boolean pair = Character.isHighSurrogate(character)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (Character.isSurrogate(character) && !pair) {
                throw new ValueException("holds half of a surrogate pair");
            }
            at += pair ? 1 : 0;
        }
        return text;
    }

    private static String json(Object value) {
        requireStorable(value);
        return Json.encode(value);
    }

    private static void requireStorable(@Nullable Object value) {
        if (value instanceof String text) {
            String ignored = storable(text);
        } else if (value instanceof JsonObject object) {
            object.getMap()
                    .forEach((name, member) -> below(name, () -> {
                        requireStorable(name);
                        requireStorable(member);
                    }));
        }
        List<?> members = list(value);
        for (int i = 0; members != null && i < members.size(); i++) {
            Object member = members.get(i);
            below(i, () -> requireStorable(member));
        }
    }

    private static void below(Object token, Runnable check) {
        try {
            check.run();
        } catch (ValueException e) {
            throw e.below(token);
        }
    }

    private static @Nullable List<?> list(@Nullable Object value) {
        return value instanceof JsonArray array ? array.getList() : value instanceof List<?> list ? list : null;
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

    /** Inside an array that is not one of JSON a list is another dimension; PostgreSQL refuses ragged ones. */
    private static String array(PostgresType element, Object value) {
        List<?> elements = list(value);
        if (elements == null) {
            throw new ValueException("is not an array");
        }
        var members = new StringJoiner(",", "{", "}");
        for (int i = 0; i < elements.size(); i++) {
            Object member = elements.get(i);
            below(i, () -> members.add(member(element, member)));
        }
        return members.toString();
    }

    private static String member(PostgresType element, @Nullable Object member) {
        boolean json = element.kind() == TypeKind.JSON || element.kind() == TypeKind.JSONB;
        if (member == null) {
            return "NULL";
        }
        return !json && list(member) != null ? array(element, member) : quoted(encode(element, member));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
