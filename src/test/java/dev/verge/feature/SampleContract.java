package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.contract.document.Place;
import dev.verge.contract.request.text.JsonReader;
import dev.verge.contract.schema.Schemas;
import dev.verge.contract.schema.dialect.Dialect;
import dev.verge.contract.schema.value.Budget;
import dev.verge.source.JsonPointers;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What {@code conf/openapi.yaml} tells its readers about requests and answers. */
final class SampleContract {
    private static final String FILE = "openapi.yaml";

    private final Mistakes mistakes = new Mistakes();
    private final SourceDocument document =
            SourceDocument.read(Sample.CONF.resolve(FILE), FILE, mistakes).orElseThrow();
    private final Schemas schemas = new Schemas(Map.of(FILE, document), Dialect.OPENAPI_3_1, mistakes);

    /** The example that the contract gives for the body of a request; null when it takes none. */
    String exampleBody(String method, String target) {
        String body = operation(method, target) + "/requestBody";
        if (value(body) == null) {
            return null;
        }
        String schema = follow(body + "/content/application~1json/schema");
        JsonObject object = (JsonObject) value(schema);
        Object example = object.containsKey("example")
                ? object.getValue("example")
                : object.getJsonArray("examples").getValue(0);
        return ((JsonObject) example).encode();
    }

    /** Holds an answer against what the contract says that it may be. */
    void check(String method, String target, Answer answer) {
        String responses = operation(method, target) + "/responses/";
        String declared = responses + answer.status();
        String response = follow(value(declared) == null ? responses + "default" : declared);
        JsonObject content = ((JsonObject) value(response)).getJsonObject("content");
        if (content == null) {
            assertThat(answer.body().length()).isZero();
            return;
        }
        String type = answer.header("content-type");
        assertThat(content.fieldNames()).containsExactly(type);
        String schema = response + "/content" + JsonPointers.child("", type) + "/schema";
        check(schema, JsonReader.read(answer.body()));
    }

    /** Holds a problem document against its schema. */
    void checkProblem(JsonObject problem) {
        check("/components/schemas/Problem", problem);
    }

    private void check(String schema, Object value) {
        Place place = Place.of(document, FILE).find(schema).orElseThrow();
        assertThat(schemas.at(place).orElseThrow().check(value, new Budget()).findings())
                .isEmpty();
    }

    /** The examples of problem documents. */
    List<JsonObject> exampleProblems() {
        JsonObject responses = (JsonObject) value("/components/responses");
        return responses.fieldNames().stream()
                .map(name -> "/components/responses/" + name + "/content/application~1problem+json/example")
                .map(pointer -> (JsonObject) value(pointer))
                .toList();
    }

    private String operation(String method, String target) {
        String path = target.replaceFirst("\\?.*", "");
        String template = document.root().getJsonObject("paths").fieldNames().stream()
                .filter(known -> path.matches(known.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst()
                .orElseThrow();
        return JsonPointers.child("/paths", template) + "/" + method.toLowerCase(java.util.Locale.ROOT);
    }

    private String follow(String pointer) {
        Object target = value(pointer);
        return target instanceof JsonObject object && object.getValue("$ref") instanceof String reference
                ? follow(reference.substring(1))
                : pointer;
    }

    private Object value(String pointer) {
        return io.vertx.core.json.pointer.JsonPointer.from(pointer).queryJson(document.root());
    }
}
