package dev.verge.contract.request;

import static dev.verge.contract.request.Requests.HERE;
import static dev.verge.contract.request.Requests.head;
import static dev.verge.contract.request.Requests.operation;
import static dev.verge.contract.request.Requests.parameter;
import static dev.verge.contract.request.Requests.query;
import static dev.verge.contract.request.Requests.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verge.contract.Operation;
import dev.verge.contract.Parameter;
import dev.verge.contract.Parameter.In;
import dev.verge.contract.Parameter.Style;
import dev.verge.contract.RequestHead;
import dev.verge.contract.schema.Schema;
import dev.verge.problem.ProblemException;
import dev.verge.problem.Violation;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterRulesTest {
    private static Map<String, Object> values(Operation operation, RequestHead head) {
        return new RequestValidator(operation, false).validate(head, null).parameters();
    }

    private static List<Violation> violations(Operation operation, RequestHead head) {
        var validator = new RequestValidator(operation, false);
        return catchThrowableOfType(ProblemException.class, () -> validator.validate(head, null))
                .problem()
                .violations();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: integer}|n=01|is text (expected: integer)",
                "{type: integer}|n=1&n=2|stands 2 times (expected: once)",
                "{type: integer}|n=%2B1|is text (expected: integer)",
                "{type: integer}|n=1e|is text (expected: integer)",
                "{type: integer}|n=1.5|is a number with a fraction (expected: integer)",
                "{type: integer}|n=1e-1|is a number with a fraction (expected: integer)",
                "{type: integer, maximum: 99}|n=1e2|is 1E+2 (expected: at most 99)",
                "{type: boolean}|n=TRUE|is text (expected: boolean)",
                "{type: string}|n=%zz|holds broken percent-encoding",
                "{type: string}|n=%f|holds broken percent-encoding",
                "{type: string}|n=%ff|is not UTF-8 text",
                "{type: string}|n=%00|holds the character U+0000, which cannot be stored",
                "{type: array, items: {type: integer}}|n=1&n=x|/1 is text (expected: integer)",
            })
    void refusesParametersThatAreNotWhatTheyShouldBe(String schema, String query, String detail) {
        assertThat(violations(operation(null, query("n", schema)), head(Map.of(), query)))
                .containsExactly(new Violation("query", "n", detail));
    }

    @Test
    void keepsNumbersExact() {
        var operation = operation(null, query("i", "{type: integer}"), query("d", "{type: [number, 'null']}"));
        assertThat(values(operation, head(Map.of(), "i=92233720368547758079&d=0.10")))
                .containsEntry("i", new BigInteger("92233720368547758079"))
                .containsEntry("d", new BigDecimal("0.10"));
        assertThat(values(operation, head(Map.of(), "d="))).containsEntry("d", null);
    }

    @Test
    void appliesDefaultsOfAbsentParameters() {
        var operation = operation(null, query("limit", "{type: integer, default: 10}"), query("q", "{type: string}"));
        assertThat(values(operation, head(Map.of(), null))).isEqualTo(Map.of("limit", 10));
    }

    @Test
    void readsJsonInAHeaderAsItStands() {
        String json = "application/json";
        Schema object = schema("{type: object}");
        var page = new Parameter("X-Page", In.HEADER, false, Style.SIMPLE, false, false, json, object, HERE);
        var operation = operation(null, page);
        assertThat(values(operation, head(Map.of(), null, "X-Page", "{\"a\": \"b , c\"}")))
                .containsEntry("X-Page", new JsonObject("{\"a\":\"b , c\"}"));
        assertThat(violations(operation, head(Map.of(), null, "X-Page", "{}", "X-Page", "{}")))
                .containsExactly(new Violation("header", "X-Page", "stands 2 times (expected: once)"));
    }

    @Test
    void joinsTheFieldsOfAListAcrossTheHeader() {
        var ids = parameter("X-Ids", In.HEADER, Style.SIMPLE, false, "{type: array, items: {type: integer}}");
        assertThat(values(operation(null, ids), head(Map.of(), null, "x-ids", "1, 2", "X-IDS", "3")))
                .hasToString("{X-Ids=[1,2,3]}");
    }

    @Test
    void takesAnEmptyValueForAnUnusedParameterWhereTheContractAllowsIt() {
        Schema bool = schema("{type: boolean, default: false}");
        var flag = new Parameter("flag", In.QUERY, false, Style.FORM, true, true, null, bool, HERE);
        for (String query : List.of("flag", "flag=", "")) {
            assertThat(values(operation(null, flag), head(Map.of(), query))).containsEntry("flag", false);
        }
        assertThat(values(operation(null, flag), head(Map.of(), "flag=true"))).containsEntry("flag", true);
        assertThat(violations(operation(null, query("flag", "{type: boolean}")), head(Map.of(), "flag=")))
                .containsExactly(new Violation("query", "flag", "is text (expected: boolean)"));
    }

    @Test
    void givesAnOpenObjectWhatNoOtherParameterClaims() {
        var open = query("open", "{type: object, additionalProperties: {type: integer}}");
        var deep = parameter(
                "deep", In.QUERY, Style.DEEP_OBJECT, true, "{type: object, properties: {x: {type: integer}}}");
        assertThat(values(operation(null, open, deep, query("n", "{}")), head(Map.of(), "x=1&deep[x]=2&n=3&y=4")))
                .hasToString("{deep={\"x\":2}, open={\"x\":1,\"y\":4}, n=3}");
    }

    @Test
    void spendsOneBudgetOnAllTheParametersOfARequest() {
        String endless = "a".repeat(400) + "!";
        var operation = operation(
                null,
                query("a", "{pattern: '^a*a*a*a*a*$'}"),
                query("b", "{pattern: '^a'}"),
                query("c", "{type: integer}"));
        assertThat(violations(operation, head(Map.of(), "a=" + endless + "&b=a&c=x")))
                .extracting(Violation::name)
                .containsExactly("a", "b", "c");
    }
}
