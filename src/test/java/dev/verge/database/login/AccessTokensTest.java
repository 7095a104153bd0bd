package dev.verge.database.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.testing.Eventually;
import dev.verge.testing.Futures;
import dev.verge.testing.TestTime;
import dev.verge.testing.TokenEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestTime time = TestTime.standing();

    @TempDir
    private Path folder;

    private Path file;
    private TokenEndpoint endpoint;
    private AccessTokens tokens;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("token"), "the.pods+token\n");
        endpoint = TokenEndpoint.start(vertx);
        tokens = new AccessTokens(vertx, endpoint.settings(file), time::nanoTime);
    }

    @AfterEach
    void stop() {
        Futures.result(vertx.close());
    }

    @Test
    void exchangesThePodsTokenAsItStandsInItsFile() throws IOException {
        assertThat(Futures.result(tokens.get())).isEqualTo("token-1");
        assertThat(endpoint.requests())
                .containsExactly("/" + TokenEndpoint.TENANT + "/oauth2/v2.0/token grant_type=client_credentials"
                        + "&client_id=" + TokenEndpoint.CLIENT
                        + "&scope=https%3A%2F%2Fossrdbms-aad.database.windows.net%2F.default"
                        + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                        + "&client_assertion=the.pods%2Btoken");
        Files.writeString(file, "another");
        time.pass(Duration.ofHours(2));
        assertThat(Futures.result(tokens.get())).isEqualTo("token-1");
        assertThat(endpoint.requests().get(1)).endsWith("&client_assertion=another");
    }

    @Test
    void manyAskAndOneFetches() {
        endpoint.waits();
        List<Future<String>> asked = Stream.generate(tokens::get).limit(100).toList();
        endpoint.goesOn();
        assertThat(asked).allSatisfy(token -> assertThat(Futures.result(token)).isEqualTo("token-1"));
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void theNextOneIsFetchedWhileTheLastIsStillUsed() {
        Futures.result(tokens.get());
        time.pass(Duration.ofMinutes(29));
        assertThat(tokens.get().result()).isEqualTo("token-1");
        assertThat(endpoint.requests()).hasSize(1);
        endpoint.gives("token-2", 3600);
        time.pass(Duration.ofMinutes(2));
        assertThat(tokens.get().result()).isEqualTo("token-1");
        Eventually.holds(() -> assertThat(tokens.get().result()).isEqualTo("token-2"));
        assertThat(endpoint.requests()).hasSize(2);
    }

    @Test
    void anOutageIsLivedThroughUntilTheTokenEnds() {
        Futures.result(tokens.get());
        endpoint.says(503, "");
        time.pass(Duration.ofMinutes(58));
        assertThat(tokens.get().result()).isEqualTo("token-1");
        time.pass(Duration.ofMinutes(2));
        assertThat(Futures.failure(tokens.get()))
                .isInstanceOf(NoPasswordException.class)
                .hasMessageContaining("Microsoft Entra ID answered with status 503: there is no access token");
        endpoint.gives("token-2", 3600);
        Eventually.holds(() -> {
            time.pass(Duration.ofSeconds(2));
            assertThat(Futures.result(tokens.get())).isEqualTo("token-2");
        });
    }

    @Test
    void afterAFailureNobodyAsksForAWhile() {
        endpoint.says(400, "{}");
        Throwable first = Futures.failure(tokens.get());
        time.pass(Duration.ofSeconds(1));
        assertThat(Futures.failure(tokens.get())).isSameAs(first);
        assertThat(endpoint.requests()).hasSize(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(Futures.failure(tokens.get())).isNotSameAs(first);
        assertThat(endpoint.requests()).hasSize(2);
    }

    @Test
    void aRefusalIsToldByItsCodesAlone() {
        endpoint.says(
                400,
                "{\"error\": \"invalid_client\", \"error_description\": \"AADSTS700213: No matching federated"
                        + " identity record found for presented assertion subject 'system:secret'.\"}");
        assertThat(Futures.failure(tokens.get()))
                .hasMessage("Microsoft Entra ID gives no access token for the database:"
                        + " invalid_client, AADSTS700213 (database.workloadIdentity)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | nonsense",
                "200 | []",
                "200 | {}",
                "200 | {\"access_token\": \"\", \"expires_in\": 1}",
                "200 | {\"access_token\": \"a b\", \"expires_in\": 1}",
                "200 | {\"access_token\": 1, \"expires_in\": 1}",
                "200 | {\"access_token\": \"a\", \"expires_in\": 0}",
                "200 | {\"access_token\": \"a\", \"expires_in\": \"soon\"}",
                "400 | nonsense",
                "401 | {\"error\": \"<script>\"}",
                "302 | nonsense"
            })
    void whateverElseIsSaidIsNoToken(int status, String body) {
        endpoint.says(status, body);
        assertThat(Futures.failure(tokens.get()))
                .isInstanceOf(NoPasswordException.class)
                .hasMessageStartingWith("Microsoft Entra ID")
                .hasMessageNotContainingAny("nonsense", "script");
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
        Files.delete(file);
        assertThat(Futures.failure(tokens.get()))
                .hasMessage("the pod's token cannot be read from " + file + " (database.workloadIdentity.tokenFile)");
        assertThat(endpoint.requests()).isEmpty();
    }
}
