package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestCommand;
import dev.verge.TestCommand.Result;
import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.development.LocalIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command prints and how it ends. */
class CommandsTest {
    @Test
    void devSaysInOneLineThatItsPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Result result = TestCommand.run("dev", "--conf", Sample.CONF.toString(), "--port", String.valueOf(port));
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output())
                    .startsWith("Port " + port + " is taken: is Verge running already?")
                    .hasLineCount(1);
        }
    }

    @Test
    void tokenPrintsOneThatHoldsWhatWasAskedFor() {
        Vertx vertx = Vertx.vertx();
        try {
            LocalIssuer issuer = TestServer.await(LocalIssuer.start(vertx, 0, Clock.systemUTC(), List.of()));
            Result result = TestCommand.run(
                    "token", "--issuer", issuer.url(), "--role", "admin", "--role=member", "--oid", Sample.ADA);
            assertThat(result.status()).as(result.output()).isZero();
            String[] parts = result.output().strip().split("\\.");
            assertThat(parts).hasSize(3);
            var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            assertThat(claims.getJsonArray("roles")).containsExactlyInAnyOrder("admin", "member");
            assertThat(claims.getString("oid")).isEqualTo(Sample.ADA);
            assertThat(claims.getString("iss")).isEqualTo(issuer.issuer());
            assertThat(TestCommand.run("token", "--issuer", issuer.url(), "--oid", "1")
                            .output())
                    .startsWith("The issuer refuses: oid: 1 (expected: ")
                    .hasLineCount(1);
        } finally {
            TestServer.await(vertx.close());
        }
        assertThat(TestCommand.run("token", "--issuer", "http://127.0.0.1:" + TestProcess.freePort()))
                .extracting(Result::status)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "check", "dev", "token"})
    void helpNamesEveryOptionAndEndsWell(String command) {
        String name = ("verge " + command).strip();
        Result help = run(command, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.output()).startsWith("Usage: " + name).contains("--help", "--version");
        assertThat(run(command, "--version")).isEqualTo(new Result(0, "verge (not packaged)\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "check", "dev", "token"})
    void anUnknownOptionIsNamed(String command) {
        Result result = run(command, "--cnof=x");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("Unknown option: '--cnof=x'", "Usage: ");
    }

    @Test
    void aMissingOrUnknownCommandIsNamed() {
        assertThat(TestCommand.run()).extracting(Result::status).isEqualTo(2);
        assertThat(TestCommand.run().output()).startsWith("Missing command");
        Result unknown = TestCommand.run("srve");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.output()).contains("srve");
    }

    private static Result run(String command, String option) {
        return command.isEmpty() ? TestCommand.run(option) : TestCommand.run(command, option);
    }
}
