package dev.verge.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.contract.document.Place;
import dev.verge.contract.request.text.JsonReader;
import dev.verge.contract.schema.dialect.Dialect;
import dev.verge.contract.schema.value.Budget;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The published JSON Schema test suite, draft 2020-12, required part, with every value read as a request body, and cases
 * of the same form about what it leaves out. It has {@code format} as an annotation, which is how schemas without a
 * contract are compiled.
 */
class JsonSchemaTestSuiteTest {
    private static final Path SUITE = Path.of("src/test/resources/json-schema-test-suite");
    private static final Path MORE = Path.of("src/test/resources/schema-cases");
    private static final String LOCAL = "http://localhost:1234/";

    private static final String DEFAULTS_COUNT =
            "what is absent is its default, and a default that its own schema refuses is a mistake of the contract";

    /** Where a contract's schemas mean something else, each case with its reason: the answer must be the opposite. */
    private static final Map<String, String> RULED_OUT = Map.of(
            "schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it"
                    + " still validates",
            "the dialect of a contract's schemas is OpenAPI's; a schema cannot turn vocabularies off",
            "invalid type for default: still valid when the invalid default is used",
            DEFAULTS_COUNT,
            "invalid string value for default: still valid when the invalid default is used",
            DEFAULTS_COUNT,
            "the default keyword does not do anything if the property is missing: missing properties are not filled in"
                    + " with the default",
            DEFAULTS_COUNT);

    private final Map<String, SourceDocument> remotes = remotes();

    @TestFactory
    Stream<DynamicNode> holdsForRequestBodies() throws IOException {
        return containers(SUITE.resolve("tests"));
    }

    @TestFactory
    Stream<DynamicNode> holdsWhereTheSuiteIsSilent() throws IOException {
        return containers(MORE);
    }

    private Stream<DynamicNode> containers(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream()
                    .map(file ->
                            DynamicContainer.dynamicContainer(file.getFileName().toString(), groups(file).stream()));
        }
    }

    private List<DynamicTest> groups(Path file) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Object each : new JsonArray(text(file))) {
            JsonObject group = (JsonObject) each;
            Schema schema = compile(group);
            group.getJsonArray("tests").forEach(test -> tests.add(test(group, (JsonObject) test, schema)));
        }
        return tests;
    }

    private Schema compile(JsonObject group) {
        Map<String, SourceDocument> documents = new HashMap<>(remotes);
        boolean object = group.getValue("schema") instanceof JsonObject;
        Mistakes mistakes = new Mistakes();
        String text = object ? group.getJsonObject("schema").encode() : group.encode();
        var document = SourceDocument.parse(text, "tested.json", mistakes).orElseThrow();
        documents.put("tested.json", document);
        var place =
                Place.of(document, "tested.json").find(object ? "" : "/schema").orElseThrow();
        var schema = new Schemas(documents, Dialect.JSON_SCHEMA, mistakes).at(place);
        assertThat(mistakes.list()).as(group.getString("description")).isEmpty();
        return schema.orElseThrow();
    }

    private static DynamicTest test(JsonObject group, JsonObject test, Schema schema) {
        String name = group.getString("description") + ": " + test.getString("description");
        Object value = JsonReader.read(Buffer.buffer(io.vertx.core.json.Json.encode(test.getValue("data"))));
        boolean valid = test.getBoolean("valid") != RULED_OUT.containsKey(name);
        return DynamicTest.dynamicTest(name, () -> assertThat(
                        schema.check(value, new Budget()).findings().isEmpty())
                .isEqualTo(valid));
    }

    private static Map<String, SourceDocument> remotes() {
        Map<String, SourceDocument> remotes = new HashMap<>();
        addAll(remotes, SUITE.resolve("remotes"), LOCAL);
        addAll(remotes, SUITE.resolve("metaschema"), "https://json-schema.org/draft/2020-12/");
        return remotes;
    }

    private static void addAll(Map<String, SourceDocument> remotes, Path directory, String base) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String name = base + directory.relativize(file);
                remotes.put(
                        name,
                        SourceDocument.parse(text(file), name, new Mistakes()).orElseThrow());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
