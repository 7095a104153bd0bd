package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.observation.Observation.RequestFailed;
import dev.verge.testing.Futures;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The attacks that are one request: status, challenge, problem and record of each, exactly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTableTest {
    private final GuardedApi api = GuardedApi.withoutKeys(Issuers.SETTINGS);
    private final Issuers issuers = new Issuers(api.issuer);

    @BeforeAll
    void start() {
        Futures.result(api.identity.start());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    Stream<Attack> attacks() {
        return Stream.of(
                        new SerialisationAttacks(api.issuer).rows(),
                        new HeaderAttacks(api.issuer, issuers).rows(),
                        new SignatureAttacks(api.issuer, issuers).rows(),
                        new TimeAttacks(api.issuer, api.time).rows(),
                        new ClaimAttacks(api.issuer).rows(),
                        new EntraAttacks(issuers).rows(),
                        new CallerAttacks(issuers).rows(),
                        new HttpAttacks(api.issuer).rows())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void answersAndRecordsAsTheTableSays(Attack attack) {
        Map<String, String> fields =
                attack.authorization() == null ? Map.of() : Map.of("Authorization", attack.authorization());
        Answer answer = api.client.send("GET", attack.target(), fields, null);
        assertThat(answer.status()).isEqualTo(attack.status());
        assertThat(answer.header("www-authenticate")).isEqualTo(attack.challenge());
        assertThat(api.decision(answer).reason()).isEqualTo(attack.reason());
        assertThat(api.observed(RequestFailed.class)).isEmpty();
        if (attack.problem() != null) {
            assertSaysNothing(answer, attack);
        }
    }

    /** Row 110 of the table: the shape never changes, and nothing of the token or of what went wrong with it is in the answer. */
    private static void assertSaysNothing(Answer answer, Attack attack) {
        JsonObject problem = answer.json();
        assertThat(problem.getString("type")).isEqualTo(attack.problem().uri());
        assertThat(problem.getString("title")).isEqualTo(attack.problem().title());
        assertThat(problem.fieldNames()).isSubsetOf("type", "title", "status", "detail", "requestId");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.headers() + answer.body().toString())
                .doesNotContain("key-1", "unknown", "Exception", "127.0.0.1", "passwd", "segment");
    }
}
