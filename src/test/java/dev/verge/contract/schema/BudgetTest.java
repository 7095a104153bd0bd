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
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final String ENDLESS = "a".repeat(400) + "!";

    private static final Finding TOO_MUCH =
            new Finding("", "takes too much work to be checked (expected: a smaller or simpler value)");

    private static List<Finding> findings(String schema, Object value) {
        return compile(schema).check(value, new Budget()).findings();
    }

    private static Schema compile(String schema) {
        var mistakes = new Mistakes();
        var document =
                SourceDocument.parse(schema, "conf/schema.yaml", mistakes).orElseThrow();
        return new Schemas(Map.of("schema.yaml", document), Dialect.OPENAPI_3_1, mistakes)
                .at(Place.of(document, "schema.yaml"))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{PATTERN}",
                "{not: {PATTERN}}",
                "{not: {not: {PATTERN}}}",
                "{if: {PATTERN}}",
                "{if: {PATTERN}, then: false}",
                "{if: {PATTERN}, then: false, else: true}",
                "{if: {not: {PATTERN}}, then: true}",
                "{anyOf: [{PATTERN}, true]}",
                "{anyOf: [{PATTERN}, {type: string}]}",
                "{oneOf: [{PATTERN}, true]}",
                "{oneOf: [true, {PATTERN}]}",
                "{allOf: [{not: {PATTERN}}]}",
                "{$ref: '#/$defs/a', $defs: {a: {not: {PATTERN}}}}",
                "{PATTERN, minLength: 100}",
                "{$dynamicRef: '#a', $defs: {a: {$dynamicAnchor: a, not: {PATTERN}}}}",
            })
    void neverTakesATextForValidWhenItsSearchIsGivenUp(String schema) {
        assertThat(findings(schema.replace("PATTERN", "pattern: '^a*a*a*a*a*$'"), ENDLESS))
                .containsExactly(TOO_MUCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{patternProperties: {'^a*a*a*a*a*$': false}}",
                "{not: {patternProperties: {'^a*a*a*a*a*$': false}}}",
                "{patternProperties: {'^a*a*a*a*a*$': true}, additionalProperties: true}",
                "{patternProperties: {'^a*a*a*a*a*$': true}, additionalProperties: {type: integer}}",
                "{patternProperties: {'^a*a*a*a*a*$': true}, unevaluatedProperties: {type: integer}}",
                "{propertyNames: {not: {pattern: '^a*a*a*a*a*$'}}}",
                "{propertyNames: {if: {pattern: '^a*a*a*a*a*$'}, then: false}}",
                "{additionalProperties: {not: {pattern: '^a*a*a*a*a*$'}}}",
                "{properties: {text: {not: {pattern: '^a*a*a*a*a*$'}}}}",
                "{unevaluatedProperties: {not: {pattern: '^a*a*a*a*a*$'}}}",
                "{dependentSchemas: {text: {properties: {text: {not: {pattern: '^a*a*a*a*a*$'}}}}}}",
                "{if: {patternProperties: {'^a*a*a*a*a*$': false}}}",
                "{anyOf: [{patternProperties: {'^a*a*a*a*a*$': false}}, true]}",
            })
    void neverTakesAnObjectForValidWhenASearchIsGivenUp(String schema) {
        var object = new JsonObject().put("text", ENDLESS).put(ENDLESS, 1);
        assertThat(findings(schema, object)).containsExactly(TOO_MUCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{items: {not: {pattern: '^a*a*a*a*a*$'}}}",
                "{prefixItems: [{not: {pattern: '^a*a*a*a*a*$'}}]}",
                "{contains: {pattern: '^a*a*a*a*a*$'}, minContains: 0}",
                "{contains: {pattern: '^a*a*a*a*a*$'}, maxContains: 1}",
                "{contains: {not: {pattern: '^a*a*a*a*a*$'}}}",
                "{unevaluatedItems: {not: {pattern: '^a*a*a*a*a*$'}}}",
                "{anyOf: [{contains: {pattern: '^a*a*a*a*a*$'}}, true]}",
            })
    void neverTakesAnArrayForValidWhenASearchIsGivenUp(String schema) {
        assertThat(findings(schema, new JsonArray().add(ENDLESS).add("b"))).containsExactly(TOO_MUCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{not: {items: {allOf: [REPEATED]}}}",
                "{if: {items: {allOf: [REPEATED]}}, else: true}",
                "{anyOf: [{items: {allOf: [REPEATED]}}, true]}",
                "{oneOf: [{items: {allOf: [REPEATED]}}, true]}",
                "{contains: {allOf: [REPEATED]}, maxContains: 1}",
                "{contains: {not: {allOf: [REPEATED]}}, minContains: 0}",
            })
    void neverTakesAnArrayForValidWhenItTakesTooManySteps(String schema) {
        String repeated = "{minimum: 0}, ".repeat(100) + "true";
        var array = new JsonArray();
        for (int i = 0; i < 100_000; i++) {
            array.add(0);
        }
        assertThat(findings(schema.replace("REPEATED", repeated), array)).containsExactly(TOO_MUCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{not: {type: array, uniqueItems: true}}",
                "{if: {uniqueItems: true}, else: true}",
                "{not: {contains: {multipleOf: 1.STEP}}}",
                "{anyOf: [{uniqueItems: true}, true]}",
                "{not: {contains: {enum: [STEP]}}}",
            })
    void neverTakesAnArrayForValidWhenItsNumbersTakeTooMuchWork(String schema) {
        var array = new JsonArray();
        for (int i = 1; i <= 2_000; i++) {
            array.add(BigInteger.TEN.pow(900).add(BigInteger.valueOf(i)));
        }
        String step = "7".repeat(900);
        assertThat(findings(schema.replace("STEP", step), array)).containsExactly(TOO_MUCH);
    }

    @Test
    void leavesRoomForLargeHonestRequests() {
        var array = new JsonArray();
        for (int i = 0; i < 500_000; i++) {
            array.add(i);
        }
        assertThat(findings("{items: {type: integer}}", array)).isEmpty();
        var less = new JsonArray(array.stream().limit(100_000).toList());
        assertThat(findings("{uniqueItems: true}", less)).isEmpty();
        assertThat(findings("{pattern: '^[a-z ]+$', minLength: 1}", "a word ".repeat(150_000)))
                .isEmpty();
    }

    @Test
    void refusesRepeatedAlternativesOverATextThatIsLongerThanTheStack() {
        assertThat(findings("{not: {pattern: '^(a|b)*$'}}", "ab".repeat(100_000)))
                .containsExactly(TOO_MUCH);
    }

    @Test
    void refusesMoreDefaultsThanMemoryIsSpentOn() {
        var array = new JsonArray();
        for (int i = 0; i < 300_000; i++) {
            array.add(new JsonObject());
        }
        assertThat(findings("{items: {properties: {a: {default: {b: {c: 1}}}}}}", array))
                .containsExactly(TOO_MUCH);
    }

    @Test
    void findsNoConstantInALongValueWithoutReadingIt() {
        var array = new JsonArray();
        for (int i = 0; i < 300_000; i++) {
            array.add(new JsonObject().put("a", 1));
        }
        String constants = "{const: [1]}, ".repeat(100) + "{type: array}";
        assertThat(findings("{anyOf: [" + constants + "]}", array)).isEmpty();
    }

    @Test
    void spendsOneBudgetOnAllParametersAndTheBodyOfARequest() {
        var budget = new Budget();
        Schema schema = compile("{pattern: '^a*a*a*a*a*$'}");
        assertThat(schema.check(ENDLESS, budget).findings()).containsExactly(TOO_MUCH);
        assertThat(schema.check("a", budget).findings()).containsExactly(TOO_MUCH);
    }

    @Test
    void cutsPointersThatNobodyReads() {
        String name = "n".repeat(50_000);
        var found = findings("{additionalProperties: {type: string}}", new JsonObject().put(name, 1));
        assertThat(found).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).startsWith("/nnn").hasSizeLessThan(300);
            assertThat(violation.detail()).isEqualTo("is an integer (expected: string)");
        });
    }
}
