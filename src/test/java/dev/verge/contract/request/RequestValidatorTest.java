package dev.verge.contract.request;

import static dev.verge.contract.request.Requests.body;
import static dev.verge.contract.request.Requests.head;
import static dev.verge.contract.request.Requests.operation;
import static dev.verge.contract.request.Requests.query;
import static dev.verge.contract.request.Requests.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verge.contract.Operation;
import dev.verge.contract.Parameter.In;
import dev.verge.contract.Parameter.Style;
import dev.verge.contract.RequestHead;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.problem.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestValidatorTest {
    private static final String JSON = "application/json";

    private static Problem refusal(Operation operation, RequestHead head, Buffer body) {
        var validator = new RequestValidator(operation, false);
        return catchThrowableOfType(ProblemException.class, () -> {
                    validator.checkHead(head);
                    validator.validate(head, body);
                })
                .problem();
    }

    private static RequestHead typed(String contentType) {
        return head(Map.of(), null, "Content-Type", contentType);
    }

    @Test
    void reportsEveryViolationTogether() {
        var operation = operation(
                body(JSON, "{type: object, required: [title], properties: {n: {type: integer}}}"),
                query("limit", "{type: integer, default: 10, maximum: 100}"));
        Problem problem = refusal(
                operation, head(Map.of(), "limit=101&unknown=1", "Content-Type", JSON), Buffer.buffer("{\"n\":1.5}"));
        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(problem.violations())
                .containsExactlyInAnyOrder(
                        new Violation("query", "limit", "is 101 (expected: at most 100)"),
                        new Violation("query", "unknown", "is not known"),
                        new Violation("body", "/title", "is missing"),
                        new Violation("body", "/n", "is a number with a fraction (expected: integer)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "[NaN]",
                "[01]",
                "[1,]",
                "{a:1}",
                "\"\\ud800\"",
                "\"\\ude00\\ud800\"",
                "{\"\\ud800\":1}",
                "1e99999999999",
                "1e1001",
                "'x'",
                "// \n1",
                "\uFEFF{}"
            })
    void refusesJsonThatIsNotStrict(String text) {
        Problem problem = refusal(operation(body(JSON, "{}")), typed(JSON), Buffer.buffer(text));
        assertThat(problem.violations())
                .singleElement()
                .extracting(Violation::in)
                .isEqualTo("body");
    }

    @Test
    void refusesJsonThatIsTooDeepOrNotUtf8() {
        Operation operation = operation(body(JSON, "{}"));
        assertThat(refusal(operation, typed(JSON), Buffer.buffer("[".repeat(5000)))
                        .violations())
                .hasSize(1);
        assertThat(refusal(operation, typed(JSON), Buffer.buffer(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}))
                        .violations())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-16", "text/plain", "application", "", "multipart/form-data"})
    void refusesOtherMediaTypes(String contentType) {
        Problem problem = refusal(operation(body(JSON, "{}")), typed(contentType), Buffer.buffer("{}"));
        assertThat(problem.status()).isEqualTo(415);
    }

    @Test
    void refusesContentCodingsAndBodiesWithoutAType() {
        Operation operation = operation(body(JSON, "{}"));
        assertThat(refusal(operation, head(Map.of(), null, "Content-Type", JSON, "Content-Encoding", "gzip"), null)
                        .status())
                .isEqualTo(415);
        assertThat(refusal(operation, head(Map.of(), null), Buffer.buffer("{}")).status())
                .isEqualTo(415);
        assertThat(refusal(operation, head(Map.of(), null), null).violations())
                .containsExactly(new Violation("body", "", "is missing"));
        assertThat(refusal(operation(null), typed(JSON), Buffer.buffer("{}")).violations())
                .containsExactly(new Violation("body", "", "is not known (expected: none)"));
    }

    @Test
    void readsFormsIntoObjects() {
        String schema = "{type: object, properties: {n: {type: integer}, tags: {type: array, items: {type: string}}}}";
        var operation = operation(body("application/x-www-form-urlencoded", schema));
        var valid = new RequestValidator(operation, false)
                .validate(typed("application/x-www-form-urlencoded"), Buffer.buffer("n=5&tags=a+b&tags=%C3%A4"));
        assertThat(valid.body()).isEqualTo(new JsonObject("{\"n\":5,\"tags\":[\"a b\",\"ä\"]}"));
    }

    @Test
    void namesEveryFieldOfAFormThatCannotBeRead() {
        String schema = "{type: object, properties: {n: {type: integer}, o: {type: object}}}";
        var operation = operation(body("application/x-www-form-urlencoded", schema));
        Problem problem = refusal(
                operation,
                typed("application/x-www-form-urlencoded"),
                Buffer.buffer("n=%00&t=%ff&%=1&o=%7B&n=1&n=2&a/b=%"));
        assertThat(problem.violations())
                .containsExactly(
                        new Violation("body", "", "the name holds broken percent-encoding"),
                        new Violation("body", "/n", "holds the character U+0000, which cannot be stored"),
                        new Violation("body", "/t", "is not UTF-8 text"),
                        new Violation("body", "/o", "is not JSON, at line 1, column 2"),
                        new Violation("body", "/n", "holds the property n twice"),
                        new Violation("body", "/a~1b", "holds broken percent-encoding"));
    }

    @Test
    void answersRandomInputWithNothingButProblems() {
        var random = new Random(42);
        var operation = operation(
                body("*/*", "{type: object, additionalProperties: {type: integer}}"),
                query("a", "{type: array, items: {type: number}}"),
                query("o", "{type: object, properties: {x: {type: integer}}}"),
                Requests.parameter(
                        "d", In.QUERY, Style.DEEP_OBJECT, true, "{type: object, properties: {x: {type: array}}}"));
        var validator = new RequestValidator(operation, false);
        String alphabet = "aod[]%=&+,.;|x0125C3A9{}\":-eE\\u\u0000ä";
        String[] types = {JSON, "text/plain", "application/x-www-form-urlencoded", "a/b+json"};
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(i % 3 == 0 ? "{\"a\":" : "d[");
            random.ints(random.nextInt(30), 0, alphabet.length()).forEach(at -> text.append(alphabet.charAt(at)));
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            Buffer body = i % 2 == 0 ? Buffer.buffer(bytes) : Buffer.buffer(text.toString());
            try {
                validator.validate(head(Map.of(), text.toString(), "Content-Type", types[i % 4]), body);
            } catch (ProblemException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(15_000);
    }
}
