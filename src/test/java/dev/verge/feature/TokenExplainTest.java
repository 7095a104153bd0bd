package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestCommand;
import dev.verge.TestCommand.Result;
import dev.verge.development.LocalIssuer;
import dev.verge.development.SampleCaller;
import dev.verge.testing.Futures;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExplainTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static LocalIssuer issuer;
    private static String token;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var rita = new SampleCaller(
                "rita", "a0000000-0000-4000-8000-000000000004", List.of("member"), List.of(), "GET /documents/1", null);
        issuer = Futures.result(LocalIssuer.start(VERTX, 0, Clock.systemUTC(), List.of(rita)));
        token = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(issuer.tokenUrl(rita)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @AfterAll
    static void stop() {
        Futures.result(VERTX.close());
    }

    private static Result explain(String input, String... more) {
        var arguments = new ArrayList<>(List.of("token", "explain", "--conf", "conf", "--dev=" + issuer.url()));
        arguments.addAll(List.of(more));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return TestCommand.run(arguments.toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void endsWithZeroForGoodToken() {
        Result result = explain("  Bearer " + token + "\n\n");
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("is identity.issuers.local")
                .contains("Accepted: user, roles member, scopes access_as_user.")
                .doesNotContain("rita", token.substring(0, 20));
    }

    @Test
    void endsWithOneForTokenThatTheOperationRefuses() {
        Result result = explain(token, "--operation", "listUsers");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains("operation    REFUSED  role_missing: listUsers needs roles admin; the token has roles member")
                .contains("Refused: role_missing. The API answers 403.")
                .contains("Assign the role");
        assertThat(explain(token, "--operation", "getMe").status()).isZero();
        assertThat(explain(token, "--operation", "getStatus").output()).contains("is public and looks at no token");
    }

    @Test
    void printsOneObjectForMachines() {
        Result result = explain(token.substring(0, token.length() - 6), "--json");
        assertThat(result.status()).isEqualTo(1);
        var json = new JsonObject(result.output());
        assertThat(json.getString("verdict")).isEqualTo("refused");
        assertThat(json.getString("reason")).isEqualTo("bad_signature");
        assertThat(json.getInteger("status")).isEqualTo(401);
        assertThat(json.getJsonObject("token").getString("aud")).isEqualTo(LocalIssuer.AUDIENCE);
        assertThat(json.getJsonArray("steps").getJsonObject(12).getString("result"))
                .isEqualTo("refused");
        var good = new JsonObject(explain(token, "--json").output());
        assertThat(good.getJsonArray("roles")).containsExactly("member");
        assertThat(good.getString("kind")).isEqualTo("user");
    }

    @Test
    void offlineSaysThatTheSignatureWasNotLookedAt() {
        Result result = explain(token.substring(0, token.length() - 6), "--offline");
        assertThat(result.status()).isZero();
        assertThat(result.output()).contains("Whether the issuer signed it was not looked at.");
        assertThat(new JsonObject(explain(token, "--offline", "--json").output()).getString("verdict"))
                .isEqualTo("unverified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "Bearer ", "bearer"})
    void endsWithTwoWithoutToken(String input) {
        Result result = explain(input);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).startsWith("There is no token on the standard input");
    }

    @Test
    void endsWithTwoWhenItCannotAsk() {
        assertThat(explain(token, "--operation", "getDocumnet").output()).contains("did you mean getDocument?");
        assertThat(explain(token, "--operation", "getDocumnet").status()).isEqualTo(2);
        assertThat(explain(token, "--conf", "nowhere").status()).isEqualTo(2);
        assertThat(explain(token, "--unknown").status()).isEqualTo(2);
        assertThat(explain(token, "--dev=ftp://x").status()).isEqualTo(2);
    }

    @Test
    void mintingWorksAsBefore() {
        Result result = TestCommand.run("token", "--role", "admin", "--issuer", issuer.url());
        assertThat(result.status()).isZero();
        assertThat(explain(result.output(), "--operation", "listUsers").status())
                .isZero();
    }
}
