package dev.verge.contract.request.parameter;

import dev.verge.contract.MediaType;
import dev.verge.contract.Parameter;
import dev.verge.contract.Parameter.In;
import dev.verge.contract.request.text.JsonReader;
import dev.verge.contract.request.text.TextValues;
import dev.verge.contract.request.text.Texts;
import dev.verge.contract.request.text.UnreadableException;
import dev.verge.contract.schema.SchemaShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one raw value in the style or the media type of its parameter (OpenAPI 3.1, "Style Values" and RFC 6570). Delimiters count before
 * percent-encoding is decoded, so an encoded comma is data; only {@code spaceDelimited} and {@code pipeDelimited} are
 * delimited by encoded characters too. Header fields are not percent-encoded at all.
 */
final class StyleReader {
    private static final Pattern SPACE = Pattern.compile("%20|\\+| ");
    private static final Pattern PIPE = Pattern.compile("\\||%7[Cc]");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern SEMICOLON = Pattern.compile(";");

    private final Parameter parameter;
    private final SchemaShape shape;
    private final Pattern delimiter;

    StyleReader(Parameter parameter) {
        this.parameter = parameter;
        this.shape = parameter.schema().shape();
        this.delimiter = delimiter(parameter);
    }

    private static Pattern delimiter(Parameter parameter) {
        return switch (parameter.style()) {
            case SPACE_DELIMITED -> SPACE;
            case PIPE_DELIMITED -> PIPE;
            case LABEL -> parameter.explode() ? DOT : COMMA;
            case MATRIX -> parameter.explode() ? SEMICOLON : COMMA;
            default -> COMMA;
        };
    }

    /** The value of a raw text that holds the whole of it. */
    @Nullable
    Object read(String raw) {
        return parameter.contentType() == null ? styled(raw) : content(decode(raw), parameter.contentType());
    }

    /** JSON as its value, any other media type as text. */
    private static @Nullable Object content(String text, String contentType) {
        return MediaType.of(contentType).isJson() ? JsonReader.read(text) : text;
    }

    private @Nullable Object styled(String raw) {
        String body = withoutPrefix(raw);
        boolean spread = parameter.explode() && parameter.in() != In.QUERY && parameter.in() != In.COOKIE;
        if (TextValues.meansNull(body, shape)) {
            return null;
        } else if (TextValues.wantsArray(shape)) {
            List<String> texts = new ArrayList<>();
            split(body).forEach(each -> texts.add(decode(spread ? withoutName(each) : each)));
            return TextValues.array(texts, shape);
        } else if (TextValues.wantsObject(shape)) {
            return TextValues.object(spread ? members(split(body)) : alternating(split(body)), shape);
        }
        return TextValues.of(decode(withoutName(body)), shape);
    }

    private String withoutPrefix(String raw) {
        return switch (parameter.style()) {
            case LABEL -> cut(raw, ".");
            case MATRIX -> {
                String body = cut(raw, ";");
                yield parameter.explode() ? body : namedByItself(body);
            }
            default -> raw;
        };
    }

    private static String cut(String raw, String prefix) {
        if (!raw.startsWith(prefix)) {
            throw new UnreadableException("does not begin with " + prefix);
        }
        return raw.substring(1);
    }

    /** The value behind {@code name=}, without which a matrix value is not one. */
    private String namedByItself(String body) {
        int equals = body.indexOf('=');
        String name = equals < 0 ? body : body.substring(0, equals);
        if (!decode(name).equals(parameter.name())) {
            throw new UnreadableException("does not begin with ;" + parameter.name());
        }
        return equals < 0 ? "" : body.substring(equals + 1);
    }

    private String withoutName(String each) {
        boolean named = parameter.style() == Parameter.Style.MATRIX && parameter.explode();
        return named ? namedByItself(each) : each;
    }

    private List<String> split(String body) {
        return body.isEmpty() ? List.of() : List.of(delimiter.split(body, -1));
    }

    private Map<String, String> alternating(List<String> parts) {
        if (parts.size() % 2 != 0) {
            throw new UnreadableException("is a name without a value at its end (expected: name,value,...)");
        }
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i += 2) {
            put(members, parts.get(i), parts.get(i + 1));
        }
        return members;
    }

    private Map<String, String> members(List<String> parts) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            put(members, equals < 0 ? part : part.substring(0, equals), equals < 0 ? "" : part.substring(equals + 1));
        }
        return members;
    }

    private void put(Map<String, String> members, String rawName, String rawValue) {
        String name = decode(rawName);
        if (members.put(name, decode(rawValue)) != null) {
            throw new UnreadableException("holds the property " + Texts.storable(name) + " twice");
        }
    }

    /** The text of a raw part. */
    String decode(String raw) {
        return switch (parameter.in()) {
            case HEADER -> Texts.checked(raw.trim());
            case QUERY -> Texts.percentDecode(raw, true);
            default -> Texts.percentDecode(raw, false);
        };
    }
}
