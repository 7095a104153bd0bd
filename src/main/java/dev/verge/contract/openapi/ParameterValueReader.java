package dev.verge.contract.openapi;

import dev.verge.contract.MediaType;
import dev.verge.contract.Parameter.In;
import dev.verge.contract.Parameter.Style;
import dev.verge.contract.document.Place;
import dev.verge.contract.schema.Schema;
import dev.verge.contract.schema.Schemas;
import dev.verge.source.Mistakes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how the value of a parameter is written and what it must be. */
final class ParameterValueReader {
    private static final Map<String, Style> STYLES = new LinkedHashMap<>();

    static {
        STYLES.put("matrix", Style.MATRIX);
        STYLES.put("label", Style.LABEL);
        STYLES.put("simple", Style.SIMPLE);
        STYLES.put("form", Style.FORM);
        STYLES.put("spaceDelimited", Style.SPACE_DELIMITED);
        STYLES.put("pipeDelimited", Style.PIPE_DELIMITED);
        STYLES.put("deepObject", Style.DEEP_OBJECT);
    }

    private final Schemas schemas;
    private final Mistakes mistakes;

    ParameterValueReader(Schemas schemas, Mistakes mistakes) {
        this.schemas = schemas;
        this.mistakes = mistakes;
    }

    /**
     * How a value is written.
     *
     * @param contentType null for a {@code schema} parameter
     */
    record Value(Style style, boolean explode, @Nullable String contentType, Schema schema) {}

    Value read(Place parameter, In in) {
        boolean schema = parameter.member("schema").isPresent();
        if (schema == parameter.member("content").isPresent()) {
            mistakes.add(
                    parameter.location(),
                    "parameter",
                    schema ? "has schema and content" : "has neither schema nor content",
                    "one of schema and content");
            return unreadable();
        }
        Style style = style(parameter, in);
        return schema ? bySchema(parameter, style) : byContent(parameter, style);
    }

    private Style style(Place parameter, In in) {
        List<String> allowed =
                switch (in) {
                    case PATH -> List.of("simple", "label", "matrix");
                    case QUERY -> List.of("form", "spaceDelimited", "pipeDelimited", "deepObject");
                    case HEADER -> List.of("simple");
                    case COOKIE -> List.of("form");
                };
        String style = parameter.text("style").orElse(allowed.get(0));
        if (!allowed.contains(style)) {
            String where = String.valueOf(parameter.text("in").orElse(""));
            mistakes.add(parameter.location("style"), "style", style, String.join(", ", allowed) + " for in: " + where);
        }
        return STYLES.getOrDefault(style, Style.SIMPLE);
    }

    private Value bySchema(Place parameter, Style style) {
        boolean explode = parameter.flag("explode").orElse(style == Style.FORM);
        Schema schema = parameter.member("schema").map(schemas::atOrAnything).orElse(schemas.anything());
        compareWithStyle(parameter, style, schema);
        return new Value(style, explode, null, schema);
    }

    /** OpenAPI leaves open what these styles mean for values of other types. */
    private void compareWithStyle(Place parameter, Style style, Schema schema) {
        Set<String> types = schema.shape().types();
        boolean object = types.isEmpty() || types.contains("object");
        if (style == Style.DEEP_OBJECT && !object) {
            mistakes.add(parameter.location("style"), "style", "deepObject", "a schema of type object with it");
        }
        boolean delimited = style == Style.SPACE_DELIMITED || style == Style.PIPE_DELIMITED;
        if (delimited && !object && !types.contains("array")) {
            String written = parameter.text("style").orElse("");
            mistakes.add(parameter.location("style"), "style", written, "a schema of type array or object with it");
        }
    }

    private Value byContent(Place parameter, Style style) {
        Map<String, Place> content =
                parameter.member("content").map(Place::members).orElse(Map.of());
        if (content.size() != 1) {
            String types = content.isEmpty() ? "none" : String.join(", ", content.keySet());
            mistakes.add(parameter.location("content"), "content", types, "exactly one media type");
            return unreadable();
        }
        Place mediaType = content.values().iterator().next();
        MediaType type = MediaType.of(mediaType.key());
        if (!type.isJson() && !type.name().equals("text/plain")) {
            mistakes.add(
                    mediaType.location(), "content", mediaType.key(), "application/json, another +json, or text/plain");
            return unreadable();
        }
        if (mediaType.isObject() && mediaType.member("schema").isEmpty()) {
            mistakes.add(mediaType.location(), "schema: missing (expected: what the value must be)");
        }
        Schema schema = mediaType.member("schema").map(schemas::atOrAnything).orElse(schemas.anything());
        return new Value(style, false, type.name(), schema);
    }

    /** For a parameter that has a mistake: SQL may name it all the same. */
    Value unreadable() {
        return new Value(Style.SIMPLE, false, null, schemas.anything());
    }
}
