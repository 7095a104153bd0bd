package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.WireTap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nothing is asked of the database, not even a connection, for a request that is refused without it. */
class AdmissionTest {
    private static final Path CONF = Path.of("conf");
    private static final String RITA = "a0000000-0000-4000-8000-000000000004";

    private static WireTap tap;
    private static TestServer server;
    private static String member;

    private record Refused(int status, String method, String target, Map<String, String> headers, String body) {}

    @BeforeAll
    static void start() throws IOException {
        tap = new WireTap(TestDatabase.create(TestServer.sql(CONF)));
        // One probe when the node is ready, none while the test looks.
        server = TestServer.start(CONF, tap.settings(), Map.of("management.checkInterval", "5m", "database.warm", 10));
        member = "Bearer "
                + server.issuer()
                        .token(server.issuer()
                                .claims()
                                .put("oid", RITA)
                                .put("roles", List.of("member"))
                                .put("scp", "use"));
        while (server.management().get("/ready").status() != 200) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        tap.close();
    }

    @TestFactory
    Stream<DynamicTest> refusalsAskNothing() {
        String json = "application/json";
        String odd = server.issuer()
                .token(server.issuer().claims().put("roles", List.of("member")).put("aud", "other"));
        return Stream.of(
                        refused(401, "GET", "/documents/1", Map.of(), null),
                        refused(401, "GET", "/documents/1", Map.of("Authorization", "Bearer x.y.z"), null),
                        refused(401, "GET", "/documents/1", Map.of("Authorization", "Bearer " + odd), null),
                        refused(401, "POST", "/documents", Map.of("Content-Type", json), "{}"),
                        refused(403, "GET", "/users", Map.of("Authorization", member), null),
                        refused(404, "GET", "/nothing", Map.of("Authorization", member), null),
                        refused(405, "PATCH", "/documents/1", Map.of("Authorization", member), null),
                        refused(
                                406,
                                "GET",
                                "/documents/1",
                                Map.of("Authorization", member, "Accept", "text/csv"),
                                null),
                        refused(415, "POST", "/documents", with("text/csv"), "a,b"),
                        refused(413, "POST", "/documents", with(json), "\"" + "x".repeat(2_000_000) + "\""),
                        refused(400, "GET", "/documents/one", Map.of("Authorization", member), null),
                        refused(400, "GET", "/documents/99999999999999999999", Map.of("Authorization", member), null),
                        refused(400, "GET", "/documents?limit=0", Map.of("Authorization", member), null),
                        refused(400, "GET", "/documents?colour=red", Map.of("Authorization", member), null),
                        refused(400, "GET", "/documents?q=a%00b", Map.of("Authorization", member), null),
                        refused(400, "POST", "/documents", with(json), "{"),
                        refused(400, "POST", "/documents", with(json), "{\"title\": 1}"))
                .map(each -> DynamicTest.dynamicTest(each.toString().substring(0, 60), () -> assertAsksNothing(each)));
    }

    @Test
    void aQueryAndItsRuleAreOneStatement() {
        List<String> before = asked();
        var answer = server.client().send("GET", "/documents/1", Map.of("Authorization", member), null);
        assertThat(answer.status()).isEqualTo(200);
        List<String> after = asked();
        assertThat(after.subList(before.size(), after.size())).containsExactly("B", "E");
    }

    /** Without a Sync between them, which would end the transaction; here the rule refuses. */
    @Test
    void aChangeGoesOutInOnePieceWithItsRule() {
        int before = tap.noted().size();
        String target = "/documents/1/grants/" + Sample.RITA;
        var answer =
                server.client().send("PUT", target, with("application/json"), Buffer.buffer("{\"access\":\"read\"}"));
        assertThat(answer.status()).isEqualTo(403);
        List<String> after = tap.noted();
        assertThat(String.join("", after.subList(before, after.size()))).contains("BEBES");
    }

    /** What was said but for Sync, with which a connection is also asked whether it is still there. */
    private static List<String> asked() {
        return tap.noted().stream().filter(message -> !message.equals("S")).toList();
    }

    private static Refused refused(int status, String method, String target, Map<String, String> headers, String body) {
        return new Refused(status, method, target, headers, body);
    }

    private static Map<String, String> with(String contentType) {
        return new HashMap<>(Map.of("Authorization", member, "Content-Type", contentType));
    }

    private static void assertAsksNothing(Refused each) {
        List<String> before = asked();
        Buffer body = each.body == null ? null : Buffer.buffer(each.body);
        var answer = server.client().send(each.method, each.target, each.headers, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(each.status);
        assertThat(asked()).isEqualTo(before);
    }
}
