package dev.verge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.verge.contract.Security.Requirement;
import dev.verge.contract.openapi.ContractReader;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
    private static final String HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nsecurity: []\n";

    @TempDir
    Path conf;

    @Test
    void readsOperationsInTheOrderOfTheDocument() throws IOException {
        assertThat(load(MistakeCase.good()).operations())
                .extracting(Operation::method, Operation::operationId)
                .containsExactly(tuple("GET", "getThing"), tuple("PUT", "replaceThing"), tuple("GET", "getStatus"));
    }

    @Test
    void readsWhatAnOperationSays() throws IOException {
        List<Operation> operations = load(MistakeCase.good()).operations();
        Operation get = operations.get(0);
        assertThat(get.extension())
                .isEqualTo(new OperationExtension(
                        "getThing.sql",
                        "reader.sql",
                        true,
                        Duration.ofMillis(500),
                        Map.of(),
                        Map.of(),
                        AccessExtension.NONE,
                        ExecutionExtension.NONE));
        assertThat(get.security().alternatives()).containsExactly(new Requirement(List.of("member"), List.of()));
        assertThat(get.answer().shape()).isEqualTo(Answer.Shape.ROW);
        assertThat(get.parameters())
                .extracting(Parameter::name, Parameter::style, Parameter::explode)
                .containsExactly(
                        tuple("id", Parameter.Style.SIMPLE, false),
                        tuple("fields", Parameter.Style.FORM, true),
                        tuple("X-Tenant", Parameter.Style.SIMPLE, false));

        Operation put = operations.get(1);
        assertThat(put.extension().errors()).containsExactly(Map.entry("23505", 409));
        assertThat(put.answer().shape()).isEqualTo(Answer.Shape.NONE);
        assertThat(put.security().alternatives())
                .containsExactly(
                        new Requirement(List.of("admin"), List.of()), new Requirement(List.of(), List.of("write")));
        assertThat(put.body()).isNotNull().satisfies(body -> {
            assertThat(body.required()).isTrue();
            assertThat(body.content()).containsOnlyKeys("application/json");
        });
        assertThat(operations.get(2).security().isPublic()).isTrue();
        assertThat(operations.get(2).answer().shape()).isEqualTo(Answer.Shape.ROWS);
    }

    @Test
    void readsJson() throws IOException {
        String json = SourceDocument.parse(MistakeCase.good(), "good", new Mistakes())
                .orElseThrow()
                .root()
                .encodePrettily();
        assertThat(load(json).operations()).hasSize(3);
    }

    @Test
    void readsOpenApi30() throws IOException {
        assertThat(load(MistakeCase.good().replace("3.1.0", "3.0.3")).operations())
                .hasSize(3);
    }

    @Test
    void followsReferencesThroughFiles() throws IOException {
        Files.createDirectories(conf.resolve("parts/a b"));
        Files.writeString(conf.resolve("parts/paths.yaml"), """
                things/list:
                  get:
                    operationId: listThings
                    parameters:
                      - $ref: 'a%20b/limit.yaml'
                    responses:
                      '204': {$ref: '../openapi.yaml#/components/responses/~0Done'}
                """);
        Files.writeString(
                conf.resolve("parts/a b/limit.yaml"),
                "$ref: '#/x'\nx: {name: limit, in: query, schema: {type: integer}}");
        Contract contract = load(HEAD + """
                paths:
                  /things: {$ref: 'parts/paths.yaml#/things~1list'}
                components:
                  responses:
                    ~Done: {$ref: '#/components/responses/Nothing'}
                    Nothing: {description: Done}
                """);
        assertThat(contract.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.operationId()).isEqualTo("listThings");
            assertThat(operation.parameters()).extracting(Parameter::name).containsExactly("limit");
            assertThat(operation.answer().location().file()).endsWith("openapi.yaml");
            assertThat(operation.location().file())
                    .isEqualTo(conf.resolve("parts/paths.yaml").toString());
        });
    }

    @Test
    void namesTheFileInWhichAMistakeStands() throws IOException {
        Files.writeString(conf.resolve("paths.yaml"), "x:\n  get:\n    responses: {'204': {description: Done}}\n");
        Files.writeString(conf.resolve("openapi.yaml"), HEAD + "paths: {/x: {$ref: 'paths.yaml#/x'}}");
        var mistakes = new Mistakes();
        ContractReader.read(conf, "openapi.yaml", mistakes);
        assertThat(mistakes.list())
                .singleElement()
                .asString()
                .startsWith(conf.resolve("paths.yaml") + ":2 #/x/get: operationId: missing");
    }

    @Test
    void readsTextAroundATemplateParameter() throws IOException {
        Contract contract = load(HEAD + """
                paths:
                  /reports/r%C3%A9sum%C3%A9-{id}.pdf/:
                    get:
                      operationId: getReport
                      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                      responses: {'204': {description: Done}}
                """);
        assertThat(contract.operations().get(0).path().segments())
                .containsExactly(
                        new PathTemplate.Segment("reports", null, ""),
                        new PathTemplate.Segment("r\u00e9sum\u00e9-", "id", ".pdf"),
                        new PathTemplate.Segment("", null, ""));
    }

    private Contract load(String text) throws IOException {
        Files.writeString(conf.resolve("openapi.yaml"), text);
        var mistakes = new Mistakes();
        Contract contract = ContractReader.read(conf, "openapi.yaml", mistakes);
        assertThat(mistakes.list()).isEmpty();
        return contract;
    }
}
