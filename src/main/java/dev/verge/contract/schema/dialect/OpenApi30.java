package dev.verge.contract.schema.dialect;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Says a schema of OpenAPI 3.0 in the terms of JSON Schema 2020-12, one level at a time. */
public final class OpenApi30 {
    private static final Map<String, String> EXCLUSIVE =
            Map.of("exclusiveMinimum", "minimum", "exclusiveMaximum", "maximum");

    /** Holds the names of the properties that are required in an answer; no keyword can have this name. */
    public static final String REQUIRED_IN_ANSWERS = "required in answers";

    private OpenApi30() {}

    /** The translated schema; the written one is not changed. */
    public static JsonObject translate(JsonObject written) {
        if (written.containsKey("$ref")) {
            return new JsonObject().put("$ref", written.getValue("$ref"));
        }
        JsonObject schema = new JsonObject();
        written.forEach(member -> schema.put(member.getKey(), member.getValue()));
        EXCLUSIVE.forEach((exclusive, bound) -> translateBound(schema, exclusive, bound));
        leaveReadOnlyToAnswers(schema);
        if (Boolean.TRUE.equals(schema.remove("nullable"))) {
            addNull(schema);
        }
        return schema;
    }

    /** What is required and {@code readOnly} is so in answers only (OpenAPI 3.0.3, "Fixed Fields" of Schema Object). */
    private static void leaveReadOnlyToAnswers(JsonObject schema) {
        if (schema.getValue("required") instanceof JsonArray required
                && schema.getValue("properties") instanceof JsonObject properties) {
            var always = new JsonArray();
            required.stream()
                    .filter(name -> !(properties.getValue(String.valueOf(name)) instanceof JsonObject property
                            && Boolean.TRUE.equals(property.getValue("readOnly"))))
                    .forEach(always::add);
            schema.put("required", always).put(REQUIRED_IN_ANSWERS, required);
        }
    }

    private static void translateBound(JsonObject schema, String exclusive, String bound) {
        if (Boolean.TRUE.equals(schema.remove(exclusive)) && schema.containsKey(bound)) {
            schema.put(exclusive, schema.remove(bound));
        }
    }

    /** {@code nullable} says something only beside a {@code type} (OpenAPI 3.0.3, Schema Object). */
    private static void addNull(JsonObject schema) {
        if (schema.getValue("type") instanceof String type) {
            schema.put("type", new JsonArray().add(type).add("null"));
            if (schema.getValue("enum") instanceof JsonArray values && !values.contains(null)) {
                schema.put("enum", values.copy().addNull());
            }
        }
    }
}
