package dev.verge.observation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.observation.Observation;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.observation.Observation.TracesHandled;
import dev.verge.observation.Observation.TracesHandled.Outcome;
import dev.verge.observation.Observation.TracesRefused;
import dev.verge.observation.RequestTrace;
import dev.verge.observation.Tracing;
import dev.verge.testing.Eventually;
import dev.verge.testing.Futures;
import dev.verge.testing.TraceCollector;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class TraceExportTest {
    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private final Tracing tracing =
            new Tracing(new Tracing.Choice(true, 1, false), System::nanoTime, () -> ThreadLocalRandom.current()
                    .nextLong());

    private TraceExport export(String endpoint, int perSecond) {
        return new TraceExport(endpoint, "verge", "1", perSecond, Clock.systemUTC(), observations::add);
    }

    private RequestServed request() {
        RequestTrace trace = tracing.begin("request", false, MultiMap.caseInsensitiveMultiMap());
        return new RequestServed(trace, "GET", "getDocument", 200, null, Duration.ofMillis(1));
    }

    private int count(Outcome outcome) {
        return observations.stream()
                .filter(TracesHandled.class::isInstance)
                .map(TracesHandled.class::cast)
                .filter(handled -> handled.outcome() == outcome)
                .mapToInt(TracesHandled::requests)
                .sum();
    }

    @Test
    void whatIsLeftIsSentAtTheEnd() {
        try (var collector = new TraceCollector()) {
            var export = export(collector.endpoint(), 10);
            for (int i = 0; i < 1_000; i++) {
                export.accept(request());
            }
            Futures.result(export.close());
            assertThat(count(Outcome.EXPORTED)).isBetween(10, 200);
            assertThat(count(Outcome.LIMITED) + count(Outcome.EXPORTED)).isEqualTo(1_000);
            assertThat(collector.received()).isNotEmpty();
        }
    }

    /** Nobody waits for it but the thread that sends, and a node that goes down for no more than one answer. */
    @Test
    void collectorThatNeverAnswersCostsWhatDoesNotFit() {
        try (var collector = new TraceCollector()) {
            collector.fallSilent();
            var export = export(collector.endpoint(), 100_000);
            for (int i = 0; i < 5_000; i++) {
                export.accept(request());
            }
            assertThat(count(Outcome.DROPPED)).isBetween(5_000 - 2_048 - 256, 5_000 - 2_048);
            Futures.result(export.close());
            assertThat(count(Outcome.EXPORTED)).isZero();
            assertThat(count(Outcome.FAILED) + count(Outcome.DROPPED)).isEqualTo(5_000);
        }
    }

    /** Not with each attempt. */
    @Test
    void aCollectorThatIsAwayIsToldOfOnce() {
        int port;
        try (var collector = new TraceCollector()) {
            port = URI.create(collector.endpoint()).getPort();
        }
        var export = export("http://127.0.0.1:" + port + "/v1/traces", 10);
        for (int i = 0; i < 3; i++) {
            export.accept(request());
            int failed = i + 1;
            Eventually.holds(() -> assertThat(count(Outcome.FAILED)).isEqualTo(failed));
        }
        Futures.result(export.close());
        assertThat(observations)
                .filteredOn(TracesRefused.class::isInstance)
                .singleElement()
                .satisfies(refused ->
                        assertThat(((TracesRefused) refused).reason()).startsWith("ConnectException"));
    }

    @Test
    void aCollectorThatRefusesIsToldOf() {
        try (var collector = new TraceCollector()) {
            var export = export(collector.endpoint().replace("/v1/traces", "/nowhere"), 10);
            export.accept(request());
            Futures.result(export.close());
            assertThat(observations).contains(new TracesRefused("it answers with an error"));
        }
    }
}
