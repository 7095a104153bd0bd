package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient;
import dev.verge.TestServer;
import dev.verge.observation.Observation.Decision;
import dev.verge.testing.Eventually;
import dev.verge.testing.TraceCollector;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a collector of traces is told of requests. */
class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private static TraceCollector collector;
    private static TestServer server;

    @BeforeAll
    static void start() {
        collector = new TraceCollector();
        server = TestServer.start(
                Path.of("conf"),
                Map.of(
                        "telemetry.traces.endpoint",
                        collector.endpoint(),
                        "telemetry.traces.sampling",
                        "0",
                        "telemetry.serverTiming",
                        "show"));
    }

    @AfterAll
    static void stop() {
        server.close();
        collector.close();
    }

    private static TestClient.Answer call(String method, String target, String body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put(
                "Authorization",
                "Bearer "
                        + server.issuer()
                                .token(server.issuer()
                                        .claims()
                                        .put("oid", "a0000000-0000-4000-8000-000000000002")
                                        .put("roles", List.of("member"))
                                        .put("scp", "use")));
        all.put("Content-Type", "application/json");
        return server.client().send(method, target, all, body == null ? null : Buffer.buffer(body));
    }

    private static Map<String, String> recorded(String traceId) {
        return Map.of("traceparent", "00-" + traceId + "-" + CALLER + "-01");
    }

    private static Map<String, Span> spans(String traceId, int count) {
        Eventually.holds(() -> assertThat(collector.spans(traceId)).hasSize(count));
        var spans = new HashMap<String, Span>();
        collector.spans(traceId).forEach(span -> spans.put(span.getName(), span));
        return spans;
    }

    private static String id(Span span) {
        return TraceCollector.hex(span.getSpanId().toByteArray());
    }

    private static String parent(Span span) {
        return TraceCollector.hex(span.getParentSpanId().toByteArray());
    }

    private static Map<String, String> attributes(Span span) {
        var attributes = new HashMap<String, String>();
        span.getAttributesList()
                .forEach(attribute -> attributes.put(
                        attribute.getKey(),
                        attribute.getValue().hasIntValue()
                                ? String.valueOf(attribute.getValue().getIntValue())
                                : attribute.getValue().getStringValue()));
        return attributes;
    }

    @Test
    void collectorGetsTheWholeTraceOfRead() {
        var answer = call(
                "GET",
                "/documents/1",
                null,
                Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-01", "tracestate", "rojo=1,congo=t61"));
        assertThat(answer.status()).isEqualTo(200);
        Map<String, Span> spans = spans(TRACE, 4);
        Span request = spans.get("GET /documents/{id}");
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(parent(request)).isEqualTo(CALLER);
        assertThat(request.getTraceState()).isEqualTo("rojo=1,congo=t61");
        assertThat(answer.header("traceresponse")).isEqualTo("00-" + TRACE + "-" + id(request) + "-01");
        assertThat(attributes(request))
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.route", "/documents/{id}")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("verge.operation", "getDocument")
                .containsEntry("verge.request.id", answer.header("X-Request-Id"));
        Span statement = spans.get("document-reader.sql + getDocument.sql");
        assertThat(statement.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(attributes(statement))
                .containsEntry("db.system.name", "postgresql")
                .containsEntry("verge.lane", "shared")
                .containsEntry("verge.rule", "document-reader.sql")
                .containsEntry("verge.attempts", "1");
        for (String part : List.of("authenticate", "wait for connection", "document-reader.sql + getDocument.sql")) {
            Span span = spans.get(part);
            assertThat(parent(span)).isEqualTo(id(request));
            assertThat(span.getStartTimeUnixNano())
                    .isBetween(request.getStartTimeUnixNano(), span.getEndTimeUnixNano());
            assertThat(span.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano());
        }
        var resource = collector.received().get(0).getResource().toString();
        assertThat(resource).contains("service.name").contains("verge");
    }

    @Test
    void ruleOfWriteHasSpanOfItsOwn() {
        String trace = "aaaabbbbccccddddeeeeffff00001111";
        String body = "{\"folder\":\"plans\",\"title\":\"Roadmap\",\"content\":\"New.\",\"version\":1}";
        assertThat(call("PUT", "/documents/1", body, recorded(trace)).status()).isEqualTo(200);
        Map<String, Span> spans = spans(trace, 6);
        Span transaction = spans.get("transaction");
        for (String part : List.of("document-writer.sql", "replaceDocument.sql")) {
            assertThat(spans).containsKey(part);
            assertThat(parent(spans.get(part))).isEqualTo(id(transaction));
        }
        assertThat(spans.get("document-writer.sql").getEndTimeUnixNano())
                .isEqualTo(spans.get("replaceDocument.sql").getStartTimeUnixNano());
    }

    @Test
    void refusedCallerIsRecordedToo() {
        String trace = "11112222333344445555666677778888";
        assertThat(call("GET", "/users", null, recorded(trace)).status()).isEqualTo(403);
        assertThat(attributes(spans(trace, 2).get("GET /users"))).containsEntry("error.type", "forbidden");
    }

    @Test
    void tracesThatTheCallerDoesNotRecordAreFollowedOnly() {
        String trace = "99992222333344445555666677778888";
        var answer = call("GET", "/me", null, Map.of("traceparent", "00-" + trace + "-" + CALLER + "-00"));
        assertThat(answer.header("traceresponse"))
                .startsWith("00-" + trace + "-")
                .endsWith("-00");
        var unknown = call("GET", "/me", null, Map.of("traceparent", "00-" + trace + "-" + "0".repeat(16) + "-01"));
        assertThat(unknown.header("traceresponse")).isNull();
        assertThat(collector.spans(trace)).isEmpty();
        assertThat(server.observations()).anySatisfy(observation -> assertThat(observation)
                .isInstanceOfSatisfying(
                        Decision.class, decision -> assertThat(decision.trace()).isEqualTo(trace)));
    }

    @Test
    void bucketShowsTraceAsExemplar() {
        String trace = "77772222333344445555666677778888";
        assertThat(call("DELETE", "/documents/99999", null, recorded(trace)).status())
                .isGreaterThan(399);
        Eventually.holds(() -> {
            var metrics = server.management()
                    .send("GET", "/metrics", Map.of("Accept", "application/openmetrics-text; version=1.0.0"), null);
            assertThat(metrics.body().toString()).contains("trace_id=\"" + trace + "\"");
            // A Prometheus before 2.43 would take none of it.
            assertThat(metrics.body().toString().lines())
                    .noneMatch(line -> line.matches("\\w+_(count|sum)[{ ].* # \\{.*"));
        });
    }

    @Test
    void answerSaysWhereItsTimeWentWhenThatIsWanted() {
        assertThat(call("GET", "/documents/1", null, Map.of()).header("Server-Timing"))
                .matches("auth;dur=[0-9.]+, wait;dur=[0-9.]+, db;dur=[0-9.]+, total;dur=[0-9.]+");
        assertThat(server.client().get("/no/such/path").header("Server-Timing")).matches("total;dur=[0-9.]+");
    }
}
