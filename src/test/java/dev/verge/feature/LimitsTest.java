package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import dev.verge.observation.Observation.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller, or an address, that asks for more than its share. */
class LimitsTest {
    private static final Map<String, Object> CALLER = Map.of("limits.caller.requests", 3, "limits.caller.per", "1h");
    private static final Map<String, Object> ADDRESS =
            Map.of("limits.address.requests", 3, "limits.address.per", "1h", "limits.addressHeader", "X-Forwarded-For");

    @Test
    void aCallerWhoAsksForMoreIsToldWhenToReturn() {
        try (var server = TestServer.start(Sample.CONF, CALLER)) {
            for (int left = 2; left >= 0; left--) {
                Answer good = server.client().get("/documents", token(server, Sample.RITA));
                assertThat(good.status()).isEqualTo(200);
                assertThat(good.header("RateLimit-Policy")).isEqualTo("\"caller\";q=3;w=3600");
                assertThat(good.header("RateLimit")).startsWith("\"caller\";r=" + left + ";t=");
            }
            Answer refused = server.client().get("/documents", token(server, Sample.RITA));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-many-requests");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1_100, 1_200);
            assertThat(server.client()
                            .get("/documents", token(server, Sample.WANDA))
                            .status())
                    .isEqualTo(200);
            assertThat(server.observations())
                    .anyMatch(seen -> seen instanceof Decision decision
                            && decision.reason().equals("rate_limited"));
        }
    }

    @Test
    void anAddressIsCountedBeforeItsTokenIsLookedAt() {
        try (var server = TestServer.start(Sample.CONF, ADDRESS)) {
            for (int i = 0; i < 3; i++) {
                assertThat(from(server, "192.0.2.1, 198.51.100.7").status()).isEqualTo(401);
            }
            Answer refused = from(server, "203.0.113.5, 198.51.100.7");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("RateLimit")).startsWith("\"address\";r=0;t=");
            assertThat(from(server, "198.51.100.8").status()).isEqualTo(401);
        }
    }

    /** Who comes past the proxy has no such header, or writes there what no proxy writes. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "unknown", "198.51.100.7, ", "2001:db8::1, %00", "1, 2, 3"})
    void noWordInTheHeaderGivesMoreThanALimit(String addresses) {
        try (var server = TestServer.start(Sample.CONF, ADDRESS)) {
            for (int i = 0; i < 3; i++) {
                assertThat(from(server, addresses).status()).isEqualTo(401);
            }
            assertThat(from(server, addresses).status()).isEqualTo(429);
        }
    }

    @Test
    void withoutLimitsNothingIsSaidOfThem() {
        try (var server = TestServer.start(Sample.CONF, Map.of())) {
            Answer good = server.client().get("/documents", token(server, Sample.RITA));
            assertThat(good.status()).isEqualTo(200);
            assertThat(good.header("RateLimit")).isNull();
        }
    }

    private static Answer from(TestServer server, String addresses) {
        return server.client().send("GET", "/documents", Map.of("X-Forwarded-For", addresses), null);
    }

    private static String token(TestServer server, String oid) {
        return server.issuer()
                .token(server.issuer()
                        .claims()
                        .put("oid", oid)
                        .put("roles", List.of("member"))
                        .put("scp", "use"));
    }
}
