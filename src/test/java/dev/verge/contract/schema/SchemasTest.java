package dev.verge.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.contract.document.Place;
import dev.verge.contract.schema.dialect.Dialect;
import dev.verge.contract.schema.evaluation.Finding;
import dev.verge.contract.schema.value.Budget;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {
    private final Mistakes mistakes = new Mistakes();

    private Schema compile(String schema, boolean openApi30) {
        var document =
                SourceDocument.parse(schema, "conf/schema.yaml", mistakes).orElseThrow();
        return new Schemas(
                        Map.of("schema.yaml", document),
                        openApi30 ? Dialect.OPENAPI_3_0 : Dialect.OPENAPI_3_1,
                        mistakes)
                .at(Place.of(document, "schema.yaml"))
                .orElse(null);
    }

    private static List<Finding> findings(Schema schema, @Nullable Object value) {
        return schema.check(value, new Budget()).findings();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: strin}|conf/schema.yaml:1 #/type: type: strin (expected: one or more of",
                "{maxlength: 3}|did you mean maxLength?",
                "{maxLength: -1}|maxLength: -1 (expected: an integer from 0)",
                "{pattern: '['}|pattern: [ (expected: a regular expression",
                "{$ref: '#/nowhere'}|$ref: #/nowhere (expected: a reference to a schema that exists)",
                "{$ref: other.yaml}|$ref: other.yaml (expected: a reference to a schema that exists)",
                "{properties: {a: {minimum: x}}}|#/properties/a/minimum: minimum: x (expected: a number)",
                "{allOf: [{$ref: '#'}]}|refers to itself without end",
                "{required: [a, a]}|expected: a list of different names",
                "{multipleOf: 0}|expected: a number above 0"
            })
    void reportsMistakesWithTheirPlace(String schema, String message) {
        assertThat(compile(schema, false)).isNull();
        assertThat(mistakes.list()).hasSize(1);
        assertThat(mistakes.list().get(0).toString()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{default: 5, maximum: 3}|#/default: default: 5 (expected: a value that its schema allows; this one is 5",
                "{$ref: '#/$defs/a', $defs: {a: {default: {b: 1}, properties: {b: {type: string}}}}}|/b of this one is an",
                "{default: {}, properties: {a: {$ref: '#'}}}|this one takes too much work to be checked"
            })
    void reportsDefaultsThatTheirOwnSchemaRefuses(String schema, String message) {
        assertThat(compile(schema, false)).isNotNull();
        assertThat(mistakes.list()).singleElement().asString().contains(message);
    }

    @Test
    void refusesWhatLeadsToAMistakeThatWasReportedBefore() {
        String shared = "{$defs: {broken: {type: [1], properties: {id: true}}, user: {$ref: '#/$defs/broken'}}}";
        var document =
                SourceDocument.parse(shared, "conf/schema.yaml", mistakes).orElseThrow();
        var schemas = new Schemas(Map.of("schema.yaml", document), Dialect.OPENAPI_3_1, mistakes);
        Place root = Place.of(document, "schema.yaml");
        assertThat(root.find("/$defs/broken").flatMap(schemas::at)).isEmpty();
        assertThat(root.find("/$defs/user").flatMap(schemas::at)).isEmpty();
        assertThat(mistakes.list()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: integer}|text||is text (expected: integer)",
                "{type: string, maxLength: 2}|abc||is 3 characters long (expected: at most 2)",
                "{enum: [a, b]}|c||is not one of: a, b",
                "{format: uuid}|x||is not written as the format uuid wants",
                "{anyOf: [{type: integer}, {type: string, minLength: 5}]}|abc||is 3 characters long (expected: at least 5)",
                "{pattern: '^a$'}|b||does not match the pattern ^a$",
            })
    void saysWhatIsWrong(String schema, String value, String pointer, String detail) {
        assertThat(findings(compile(schema, false), value))
                .containsExactly(new Finding(pointer == null ? "" : pointer, detail));
    }

    @Test
    void namesEveryMemberThatIsMissingOrUnknown() {
        Schema schema = compile("{required: [title, id], properties: {id: true}, additionalProperties: false}", false);
        assertThat(findings(schema, new JsonObject().put("titel", 1)))
                .containsExactly(
                        new Finding("/title", "is missing"),
                        new Finding("/id", "is missing"),
                        new Finding("/titel", "is not known"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: integer, nullable: true}|null|true",
                "{type: integer, nullable: true}|1|true",
                "{type: integer, nullable: true}|\"a\"|false",
                "{type: integer, nullable: false}|null|false",
                "{nullable: true}|\"a\"|true",
                "{type: string, nullable: true, enum: [a]}|null|true",
                "{type: string, nullable: true, enum: [a]}|\"b\"|false",
                "{type: integer, minimum: 1, exclusiveMinimum: true}|1|false",
                "{type: integer, minimum: 1, exclusiveMinimum: true}|2|true",
                "{type: integer, minimum: 1, exclusiveMinimum: false}|1|true",
                "{type: integer, maximum: 1, exclusiveMaximum: true}|1|false",
                "{type: integer, maximum: 1, exclusiveMaximum: true}|0|true",
                "{type: integer, exclusiveMaximum: true}|9|true",
                "{allOf: [{type: integer, nullable: true}]}|null|true",
                "{type: array, items: {type: string, nullable: true}}|[null]|true",
                "{type: object, properties: {a: {$ref: '#/x-a', maximum: 5}}, x-a: {type: integer}}|{\"a\": 9}|true",
                "{type: object, additionalProperties: false, properties: {a: {type: string, example: 1}}}|{\"b\": 9}|false",
            })
    void readsTheDialectOfOpenApi30(String schema, String value, boolean valid) {
        Object json = new JsonArray("[" + value + "]").getValue(0);
        assertThat(findings(compile(schema, true), json).isEmpty()).isEqualTo(valid);
        assertThat(mistakes.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{exclusiveMinimum: 1}|exclusiveMinimum: 1 (expected: true or false)",
                "{nullable: 'yes'}|nullable: yes (expected: true or false)",
                "{type: [string, 'null']}|type: [\"string\",\"null\"] (expected: one of",
                "{const: 1}|keyword: const is not known",
                "{if: {type: string}}|keyword: if is not known",
                "{$defs: {}}|keyword: $defs is not known",
            })
    void refusesInOpenApi30WhatItDoesNotHave(String schema, String message) {
        compile(schema, true);
        assertThat(mistakes.list()).singleElement().asString().contains(message);
    }

    @Test
    void fillsDefaultsWithoutChangingTheValue() {
        Schema schema = compile(
                "{allOf: [{properties: {size: {default: 5}}}], properties: {list: {items: {$ref: '#/$defs/each'}}},"
                        + " $defs: {each: {properties: {on: {default: true}}}}}",
                false);
        var value = new JsonObject().put("list", new JsonArray().add(new JsonObject()));
        assertThat(schema.check(value, new Budget()).value()).hasToString("{\"list\":[{\"on\":true}],\"size\":5}");
        assertThat(value).hasToString("{\"list\":[{}]}");
        assertThat(compile("{default: 7}", false).defaultValue()).isEqualTo(7);
    }

    @Test
    void fillsDefaultsOfDefaults() {
        Schema schema = compile(
                "{properties: {page: {default: {}, required: [size], properties: {size: {default: 5}}}}}", false);
        assertThat(schema.check(new JsonObject(), new Budget()).value()).hasToString("{\"page\":{\"size\":5}}");
        assertThat(schema.check(new JsonObject(), new Budget()).findings()).isEmpty();
    }

    @Test
    void requiresOfAnAnswerNothingThatIsWriteOnlyAndOfARequestNothingThatIsReadOnlyInOpenApi30() {
        String account = """
                required: [id, login, secret]
                properties:
                  id: {type: integer, readOnly: true}
                  login: {type: string}
                  secret: {type: string, writeOnly: true}
                """;
        Schema schema = compile(account, true);
        assertThat(schema.shape().required()).containsExactlyInAnyOrder("id", "login");
        assertThat(findings(schema, new JsonObject()))
                .extracting(Finding::pointer)
                .containsExactly("/login", "/secret");

        Schema newer = compile(account, false);
        assertThat(newer.shape().required()).containsExactlyInAnyOrder("id", "login");
        assertThat(findings(newer, new JsonObject()))
                .extracting(Finding::pointer)
                .containsExactly("/id", "/login", "/secret");
    }

    @Test
    void takesTheDurationsThatPostgresqlWrites() {
        Schema schema = compile("{type: string, format: duration}", false);
        assertThat(findings(schema, "P1Y2M3DT4H5M6.789S")).isEmpty();
        assertThat(findings(schema, "PT1.5H")).hasSize(1);
    }

    @Test
    void unitesTheShapesOfAlternatives() {
        Schema schema = compile("{oneOf: [{type: string, format: uuid}, {type: 'null'}]}", false);
        assertThat(schema.shape().types()).containsExactlyInAnyOrder("string", "null");
        assertThat(schema.shape().format()).isEqualTo("uuid");
    }

    @Test
    void comparesElementsWhoseHashCodesCollide() {
        var array = new JsonArray();
        for (int i = 0; i < 50_000; i++) {
            array.add(new JsonObject().put("a", i).put("b", 1_000_000 - i));
        }
        Schema schema = compile("{uniqueItems: true}", false);
        assertThat(findings(schema, array)).isEmpty();
        assertThat(findings(
                        schema, array.add(new JsonObject().put("b", 1_000_000).put("a", 0))))
                .hasSize(1);
    }

    @Test
    void stopsWhenEnoughIsWrong() {
        var array = new JsonArray();
        for (int i = 0; i < 200_000; i++) {
            array.add(new JsonObject());
        }
        assertThat(findings(compile("{items: {required: [a]}}", false), array)).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({"1E+999,true", "1E-999,false", "0E-900,true", "-7.00,true", "7.01,false", "1E+1000,true"})
    void dividesWithoutWritingExponentsOut(String number, boolean valid) {
        Schema schema = compile("{multipleOf: 0.5}", false);
        assertThat(findings(schema, new java.math.BigDecimal(number)).isEmpty()).isEqualTo(valid);
    }

    @Test
    void refusesRegularExpressionsThatWouldExhaustTheStack() {
        assertThat(findings(compile("{format: regex}", false), "(".repeat(100_000)))
                .hasSize(1);
    }
}
