package dev.verge.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class OperatorAccessTest {
    private static final String TOKEN = "a-token-of-operators";

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "localhost:9999", "[::1]:8081"})
    void programOnThisMachineNeedsNoToken(String host, Vertx vertx) {
        for (String token : new String[] {null, TOKEN}) {
            var port = new PrivatePort(vertx, "127.0.0.1", token, List.of());
            assertThat(port.send("GET", "/keys", Map.of("Host", host)).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Host, rebound.example:8081",
        "Host, 127.0.0.1.example",
        "Host, 10.0.0.1",
        "Origin, http://localhost:3000",
        "Origin, null",
        "Sec-Fetch-Site, none",
        "X-Forwarded-For, 203.0.113.9",
        "Forwarded, for=203.0.113.9",
        "Via, 1.1 proxy"
    })
    void pageAndProxyOnThisMachineAreStrangers(String name, String value, Vertx vertx) {
        for (String method : List.of("GET", "POST", "DELETE")) {
            for (String path : List.of("/keys", "/keys/refresh", "/keys/other/key", "/keys/no/such/path", "//keys")) {
                var answer =
                        new PrivatePort(vertx, "127.0.0.1", null, List.of()).send(method, path, Map.of(name, value));
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.json().fieldNames()).containsExactly("type", "title", "status");
            }
        }
        var guarded = new PrivatePort(vertx, "127.0.0.1", TOKEN, List.of());
        var answer = guarded.send("GET", "/keys", Map.of(name, value));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=");
        assertThat(guarded.send("GET", "/keys", Map.of(name, value, "Authorization", "Bearer " + TOKEN))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer a-token-of-operator",
                "Bearer a-token-of-operators2",
                "Bearer A-TOKEN-OF-OPERATORS",
                "Bearer  a-token-of-operators",
                "Bearer",
                "Basic a-token-of-operators",
                "a-token-of-operators"
            })
    void wrongTokenDoesNotPassEvenOnThisMachine(String authorization, Vertx vertx) {
        var port = new PrivatePort(vertx, "127.0.0.1", TOKEN, List.of());
        assertThat(port.send("GET", "/keys", Map.of("Authorization", authorization))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void otherMachineNeedsToken(Vertx vertx) throws SocketException {
        Optional<String> outside = addressOfThisMachine();
        Assumptions.assumeTrue(outside.isPresent(), "this machine has no address but loopback ones");
        var open = new PrivatePort(vertx, "0.0.0.0", null, List.of());
        assertThat(open.send("GET", outside.get(), "/keys", Map.of()).status()).isEqualTo(403);
        assertThat(open.send("GET", outside.get(), "/keys", Map.of("Host", "127.0.0.1"))
                        .status())
                .isEqualTo(403);
        assertThat(open.send("GET", outside.get(), "/keys", Map.of("Authorization", "Bearer null"))
                        .status())
                .isEqualTo(403);
        var guarded = new PrivatePort(vertx, "0.0.0.0", TOKEN, List.of());
        assertThat(guarded.send("GET", outside.get(), "/keys", Map.of()).status())
                .isEqualTo(401);
        assertThat(guarded.send("GET", outside.get(), "/keys", Map.of("Authorization", "bearer " + TOKEN))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void knowsLoopbackAddresses() {
        assertThat(List.of("127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"))
                .allMatch(OperatorAccess::isLoopback);
        assertThat(List.of("10.0.0.1", "0.0.0.0", "::", "::ffff:10.0.0.1")).noneMatch(OperatorAccess::isLoopback);
        assertThat(OperatorAccess.isLoopback(null)).isFalse();
    }

    private static Optional<String> addressOfThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }
}
