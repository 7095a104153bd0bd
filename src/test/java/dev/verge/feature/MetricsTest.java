package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.observation.Observation.Decision.Outcome;
import dev.verge.observation.Observation.DecisionsLost;
import dev.verge.observation.Observation.KeyEvicted;
import dev.verge.observation.Observation.KeyLookup;
import dev.verge.observation.Observation.KeyRefused;
import dev.verge.observation.Observation.LoopLate;
import dev.verge.observation.Observation.OperationMoved;
import dev.verge.observation.Observation.TracesHandled;
import dev.verge.observation.metrics.MetricsObserver;
import dev.verge.testing.Eventually;
import dev.verge.testing.PrometheusText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The metrics of a running node, as Prometheus reads them. */
class MetricsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\|((?: `[a-z_0-9]+`,?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z_0-9]+)`");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Path.of("conf"), Map.of("http.instances", 2));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PrometheusText scrape() {
        var answer = server.management().get("/metrics");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        return PrometheusText.parse(answer.body().toString());
    }

    private static Set<String> documented() throws IOException {
        var names = new TreeSet<String>();
        String page = Files.readString(Path.of("src/docs/telemetry.md"));
        ROW.matcher(page.substring(page.indexOf("\n## Metrics"), page.indexOf("\n## Logs")))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .forEach(name -> names.add(name.group(1)));
        return names;
    }

    @Test
    void requestsAndLanesAreCounted() {
        assertThat(server.client().get("/status").status()).isEqualTo(200);
        assertThat(server.client().get("/no/such/path").status()).isEqualTo(404);
        Eventually.holds(() -> {
            PrometheusText text = scrape();
            assertThat(text.value(
                            "http_server_request_duration_seconds_count",
                            Map.of("operation", "getStatus", "method", "GET", "status", "2xx")))
                    .isGreaterThanOrEqualTo(1);
            assertThat(text.value(
                            "http_server_request_duration_seconds_count",
                            Map.of("operation", "none", "method", "GET", "status", "4xx")))
                    .isGreaterThanOrEqualTo(1);
            assertThat(text.value("verge_problems_total", Map.of("problem", "no-such-route")))
                    .isGreaterThanOrEqualTo(1);
            assertThat(text.value("db_client_operation_duration_seconds_count", Map.of("lane", "shared")))
                    .isGreaterThanOrEqualTo(1);
            assertThat(text.value("verge_lane_connections", Map.of("lane", "shared", "state", "open")))
                    .isPositive();
            assertThat(text.value("verge_lane_connections", Map.of("lane", "shared", "state", "limit")))
                    .isEqualTo(8);
            assertThat(text.value("verge_lane_limit", Map.of("lane", "shared", "state", "waiting")))
                    .isEqualTo(1_000);
            assertThat(text.value("verge_lane_requests", Map.of("lane", "shared", "state", "running")))
                    .isZero();
            assertThat(text.value("verge_contract_loads_total", Map.of("outcome", "served")))
                    .isEqualTo(1);
            assertThat(text.value("process_resident_memory_bytes", Map.of())).isGreaterThan(1e6);
        });
    }

    @Test
    void nothingThatCallersSendMakesSeries() {
        for (int i = 0; i < 20; i++) {
            call(i);
        }
        int before = scrape().samples().size();
        for (int i = 0; i < 200; i++) {
            call(i);
        }
        assertThat(scrape().samples()).hasSizeBetween(before, before + 20);
    }

    private static void call(int i) {
        var headers =
                Map.of("Authorization", "Bearer " + i, "X-Request-Id", "request-" + i, "User-Agent", "agent-" + i);
        for (String target : List.of("/path" + i, "/documents/" + i, "/documents?q=" + i, "/users/" + i)) {
            assertThat(server.client()
                            .send(i % 2 == 0 ? "GET" : "VERB" + i, target, headers, null)
                            .status())
                    .isBetween(400, 499);
        }
    }

    @Test
    void everyMetricIsDocumentedAndThereIsEveryDocumentedOne() throws IOException {
        // What does not happen here by itself.
        var all = new MetricsObserver();
        all.accept(new KeyEvicted("entra", "k1"));
        all.accept(new KeyRefused("entra", "use is not sig"));
        all.accept(new KeyLookup("entra", KeyLookup.Outcome.COOLDOWN));
        all.accept(new DecisionsLost(Map.of(Outcome.ALLOW, 7L)));
        all.accept(new OperationMoved("getDocument", Duration.ofMinutes(1)));
        all.accept(new ChangeRefused("contract", List.of()));
        all.accept(new TracesHandled(TracesHandled.Outcome.DROPPED, 1));
        all.accept(new LoopLate(Duration.ZERO));
        assertThat(server.client().get("/me").status()).isEqualTo(401);
        assertThat(server.client().get("/status").status()).isEqualTo(200);
        Set<String> names = new TreeSet<>(scrape().names());
        names.addAll(PrometheusText.parse(all.scrape("text/plain")).names());
        assertThat(documented()).isEqualTo(names);
    }
}
