package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what with the sample: each request as each caller, from the same state of the data. */
class SampleAccessTest {
    /** A success is its status, a refusal its problem. Bodies are the contract's own examples. */
    private static final String TABLE = """
            request                    | ada       | otto      | wanda     | rita      | gus       | nobody
            GET    /status             | 200       | 200       | 200       | 200       | 200       | 200
            GET    /me                 | 200       | 200       | 200       | 200       | forbidden | unauthenticated
            GET    /documents          | 200       | 200       | 200       | 200       | forbidden | unauthenticated
            POST   /documents          | 201       | 201       | 201       | 201       | forbidden | unauthenticated
            GET    /documents/1        | not-found | 200       | 200       | 200       | forbidden | unauthenticated
            GET    /documents/2        | not-found | 200       | not-found | not-found | forbidden | unauthenticated
            GET    /documents/3        | not-found | 200       | 200       | not-found | forbidden | unauthenticated
            GET    /documents/9        | not-found | not-found | not-found | not-found | forbidden | unauthenticated
            PUT    /documents/1        | forbidden | 200       | 200       | forbidden | forbidden | unauthenticated
            PUT    /documents/2        | forbidden | conflict  | forbidden | forbidden | forbidden | unauthenticated
            PUT    /documents/3        | forbidden | forbidden | 200       | forbidden | forbidden | unauthenticated
            PUT    /documents/9        | forbidden | forbidden | forbidden | forbidden | forbidden | unauthenticated
            DELETE /documents/1        | 204       | 204       | forbidden | forbidden | forbidden | unauthenticated
            DELETE /documents/3        | 204       | forbidden | 204       | forbidden | forbidden | unauthenticated
            DELETE /documents/9        | forbidden | forbidden | forbidden | forbidden | forbidden | unauthenticated
            PUT    /documents/1/grants/RITA | 200  | 200       | forbidden | forbidden | forbidden | unauthenticated
            PUT    /documents/1/grants/ADA  | 200  | 200       | forbidden | forbidden | forbidden | unauthenticated
            PUT    /documents/1/grants/STRANGER | not-found | not-found | forbidden | forbidden | forbidden | unauthenticated
            PUT    /documents/9/grants/RITA | forbidden | forbidden | forbidden | forbidden | forbidden | unauthenticated
            DELETE /documents/1/grants/RITA | 204  | 204       | forbidden | forbidden | forbidden | unauthenticated
            DELETE /documents/1/grants/ADA  | 204  | 204       | forbidden | forbidden | forbidden | unauthenticated
            DELETE /documents/9/grants/RITA | forbidden | forbidden | forbidden | forbidden | forbidden | unauthenticated
            GET    /users              | 200       | forbidden | forbidden | forbidden | forbidden | unauthenticated
            GET    /users/RITA         | 200       | forbidden | forbidden | forbidden | forbidden | unauthenticated
            GET    /users/STRANGER     | not-found | forbidden | forbidden | forbidden | forbidden | unauthenticated
            """;

    private static final SampleContract CONTRACT = new SampleContract();
    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = new Sample(Sample.CONF);
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @BeforeEach
    void reset() {
        sample.reset();
    }

    @ParameterizedTest(name = "{1} {2} as {0}: {3}")
    @MethodSource("rows")
    void givesEachCallerWhatIsTheirs(String caller, String method, String target, String expected) {
        Answer answer = sample.send(caller, method, target, CONTRACT.exampleBody(method, target));
        if (expected.matches("\\d+")) {
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(Integer.parseInt(expected));
        } else {
            assertThat(answer.problem()).isEqualTo(expected);
            assertThat(answer.status()).isEqualTo(type(expected).status());
            assertThat(answer.json().getString("title"))
                    .isEqualTo(type(expected).title());
            assertThat(answer.json().getInteger("status")).isEqualTo(answer.status());
            assertThat(answer.json().getString("requestId")).isEqualTo(answer.header("x-request-id"));
        }
        CONTRACT.check(method, target, answer);
    }

    @Test
    void needsEachRoleByItself() {
        var admin = List.of("admin");
        assertThat(sample.sendAs(Sample.ADA, admin, "GET", "/documents", null).problem())
                .isEqualTo("forbidden");
        assertThat(sample.sendAs(Sample.ADA, admin, "DELETE", "/documents/1/grants/" + Sample.RITA, null)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void knowsNoCallerWhoIsNoMemberOfTheTeam() {
        var member = List.of("member");
        assertThat(sample.sendAs(Sample.STRANGER, member, "GET", "/me", null).problem())
                .isEqualTo("not-found");
        assertThat(sample.sendAs(Sample.STRANGER, member, "GET", "/documents", null)
                        .body())
                .hasToString("[]");
        String body = CONTRACT.exampleBody("POST", "/documents");
        assertThat(sample.sendAs(Sample.STRANGER, member, "POST", "/documents", body)
                        .problem())
                .isEqualTo("forbidden");
    }

    @Test
    void showsProblemsAsTheyAreAnswered() {
        assertThat(CONTRACT.exampleProblems()).hasSize(9).allSatisfy(example -> {
            String uri = example.getString("type");
            ProblemType type = type(uri.substring(uri.lastIndexOf(':') + 1));
            assertThat(uri).isEqualTo(type.uri());
            assertThat(example.getString("title")).isEqualTo(type.title());
            assertThat(example.getInteger("status")).isEqualTo(type.status());
            CONTRACT.checkProblem(example);
        });
    }

    static Stream<Arguments> rows() {
        List<String> lines = TABLE.lines().toList();
        String[] callers = lines.get(0).split(" *\\| *");
        return lines.stream().skip(1).map(line -> line.split(" *\\| *")).flatMap(cells -> {
            String[] request = cells[0].split(" +");
            return IntStream.range(1, cells.length)
                    .mapToObj(i -> Arguments.of(callers[i], request[0], target(request[1]), cells[i]));
        });
    }

    private static String target(String words) {
        return words.replace("RITA", Sample.RITA).replace("ADA", Sample.ADA).replace("STRANGER", Sample.STRANGER);
    }

    private static ProblemType type(String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
