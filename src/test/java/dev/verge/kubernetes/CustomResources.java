package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The kinds of the Prometheus operator, which are no part of Kubernetes: held to the schemas of the operator. */
final class CustomResources {
    private static final String GROUP = "monitoring.coreos.com/";
    private static final String PREFIX = "os_monitoring_v1_";
    /** Names and types of all fields, as fabric8 generates them from the operator's source. */
    private static final String FIELDS = "/schema/validation-schema.json";
    /** What fabric8 leaves out: the required fields, patterns and enumerations of the operator's own definitions (0.84). */
    private static final String CONSTRAINTS = "/prometheus-operator.json";

    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("urn:verge")
            .setDraft(Draft.DRAFT7)
            .setOutputFormat(OutputFormat.Basic);

    private static final JsonObject DEFINITIONS = definitions();

    private CustomResources() {}

    /** Whether a document is of one of these kinds. */
    static boolean isOne(String document) {
        return parse(document).getString("apiVersion", "").startsWith(GROUP);
    }

    /** Where a document is not what its schema says. */
    static List<String> mistakes(String document) {
        JsonObject resource = parse(document);
        String definition = PREFIX + resource.getString("kind");
        if (!DEFINITIONS.containsKey(definition)) {
            return List.of("there is no kind " + resource.getString("kind"));
        }
        var schema = new JsonObject().put("$ref", "#/definitions/" + definition).put("definitions", DEFINITIONS);
        OutputUnit output =
                Validator.create(JsonSchema.of(schema.copy()), OPTIONS).validate(resource);
        return output.getValid()
                ? List.of()
                : output.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .toList();
    }

    /** An unknown key is a mistake, as it is for {@code kubectl apply}. */
    private static JsonObject definitions() {
        JsonObject definitions = read(FIELDS).getJsonObject("definitions");
        JsonObject constraints = read(CONSTRAINTS);
        for (String name : definitions.fieldNames()) {
            JsonObject definition = definitions.getJsonObject(name);
            JsonObject properties = definition.getJsonObject("properties", new JsonObject());
            if (!properties.isEmpty()) {
                definition.put("additionalProperties", false);
            }
            // As in the third draft of JSON Schema, where each property said of itself that it is required.
            properties.forEach(property -> ((JsonObject) property.getValue()).remove("required"));
            // A constraint of a field that has another name by now would hold nothing.
            assertThat(properties.fieldNames())
                    .as(name)
                    .containsAll(constraints
                            .getJsonObject(name, new JsonObject())
                            .getJsonObject("properties", new JsonObject())
                            .fieldNames());
        }
        return definitions.mergeIn(constraints, true);
    }

    private static JsonObject read(String resource) {
        try (InputStream stream = CustomResources.class.getResourceAsStream(resource)) {
            return new JsonObject(
                    new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key that stands there twice is an exception. */
    @SuppressWarnings("unchecked")
    static JsonObject parse(String document) {
        Object parsed = new Load(LoadSettings.builder().build()).loadFromString(document);
        return parsed == null ? new JsonObject() : new JsonObject((Map<String, Object>) parsed);
    }
}
