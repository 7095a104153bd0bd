package dev.verge.observation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.Decision.Outcome;
import dev.verge.observation.Observation.DecisionsLost;
import dev.verge.observation.Observation.KeyEvicted;
import dev.verge.observation.Observation.KeyLookup;
import dev.verge.observation.Observation.KeyRefused;
import dev.verge.observation.Observation.KeysRefreshFailed;
import dev.verge.observation.Observation.KeysRefreshed;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.observation.RequestTrace;
import dev.verge.observation.TokenFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsObserverTest {
    private final MetricsObserver metrics = new MetricsObserver();

    private String scrape() {
        return metrics.scrape("text/plain");
    }

    private void everything() {
        metrics.accept(new KeysRefreshed("entra", 3, Duration.ofMillis(250)));
        metrics.accept(new KeysRefreshFailed("entra", "the issuer answered with status 500", Duration.ofSeconds(2)));
        metrics.accept(new KeyRefused("entra", "use is not sig"));
        metrics.accept(new KeyLookup("entra", KeyLookup.Outcome.COOLDOWN));
        metrics.accept(new KeyEvicted("entra", "k1"));
        metrics.accept(decision(Outcome.DENY, "wrong_audience", "request-1"));
        metrics.accept(new DecisionsLost(Map.of(Outcome.ALLOW, 7L)));
        metrics.accept(served("getDocument", 200));
        metrics.watchKeys("entra", () -> new KeyFigures(3, 1, 2, Duration.ofMillis(1_500), true));
        metrics.watchTokens(() -> 5, () -> 2, () -> 1);
    }

    private static Decision decision(Outcome outcome, String reason, String request) {
        return new Decision(
                outcome, reason, "getDocument", null, Map.of(), TokenFacts.NONE, request, null, Duration.ZERO);
    }

    private static RequestServed served(String operation, int status) {
        return new RequestServed(
                RequestTrace.untraced("request"), "GET", operation, status, null, Duration.ofMillis(20));
    }

    @Test
    void countsEveryEventOfTheKeys() {
        everything();
        assertThat(scrape())
                .contains("verge_keys_fetch_seconds_count{issuer=\"entra\",outcome=\"ok\"} 1\n")
                .contains("verge_keys_fetch_seconds_sum{issuer=\"entra\",outcome=\"failed\"} 2.0\n")
                .contains("verge_keys_refused_total{issuer=\"entra\",reason=\"use is not sig\"} 1.0\n")
                .contains("verge_keys_lookups_total{issuer=\"entra\",outcome=\"cooldown\"} 1.0\n")
                .contains("verge_keys_evictions_total{issuer=\"entra\"} 1.0\n")
                .contains("verge_keys{issuer=\"entra\",state=\"listed\"} 3.0\n")
                .contains("verge_keys{issuer=\"entra\",state=\"unlisted\"} 1.0\n")
                .contains("verge_keys{issuer=\"entra\",state=\"evicted\"} 2.0\n")
                .contains("verge_keys_age_seconds{issuer=\"entra\"} 1.5\n")
                .contains("verge_keys_ready{issuer=\"entra\"} 1.0\n");
    }

    @Test
    void countsRequestsAndDecisions() {
        everything();
        metrics.accept(served(null, 404));
        metrics.accept(served("getDocument", 499));
        metrics.accept(served("getDocument", 503));
        assertThat(scrape())
                .contains("verge_decisions_total{decision=\"deny\",reason=\"wrong_audience\"} 1.0\n")
                .contains("verge_decisions_lost_total{decision=\"allow\"} 7.0\n")
                .contains(
                        "http_server_request_duration_seconds_count{method=\"GET\",operation=\"getDocument\",status=\"2xx\"} 1\n")
                .contains(
                        "http_server_request_duration_seconds_bucket{method=\"GET\",operation=\"getDocument\",status=\"2xx\",le=\"0.01\"} 0\n")
                .contains(
                        "http_server_request_duration_seconds_bucket{method=\"GET\",operation=\"getDocument\",status=\"2xx\",le=\"0.025\"} 1\n")
                .contains(
                        "http_server_request_duration_seconds_count{method=\"GET\",operation=\"none\",status=\"4xx\"} 1\n")
                .contains(
                        "http_server_request_duration_seconds_count{method=\"GET\",operation=\"getDocument\",status=\"closed\"} 1\n")
                .contains(
                        "http_server_request_duration_seconds_count{method=\"GET\",operation=\"getDocument\",status=\"5xx\"} 1\n")
                .contains("verge_tokens_lookups_total{outcome=\"hit\"} 5.0\n")
                .contains("verge_tokens_lookups_total{outcome=\"miss\"} 2.0\n")
                .contains("verge_tokens_remembered 1.0\n");
    }

    @Test
    void whatMayHappenIsThereBeforeItDoes() {
        metrics.watchProblems(List.of("not-found"));
        metrics.watchTraces();
        metrics.watchKeys("entra", () -> new KeyFigures(0, 0, 0, null, true));
        assertThat(scrape())
                .contains("verge_problems_total{problem=\"not-found\"} 0.0\n")
                .contains("verge_problems_total{problem=\"client-closed\"} 0.0\n")
                .contains("verge_traces_total{outcome=\"dropped\"} 0.0\n")
                .contains("verge_keys_lookups_total{issuer=\"entra\",outcome=\"overflow\"} 0.0\n")
                .contains("verge_keys_evictions_total{issuer=\"entra\"} 0.0\n");
    }

    @Test
    void nothingThatCallersSendBecomesLabel() {
        everything();
        long before = scrape().lines().count();
        for (int i = 0; i < 1_000; i++) {
            metrics.accept(decision(Outcome.DENY, "wrong_audience", "request-" + i));
            metrics.accept(new RequestServed(
                    RequestTrace.untraced("r" + i), "METHOD" + i, "getDocument", 200, null, Duration.ofMillis(i)));
            metrics.accept(new KeyLookup("entra", KeyLookup.Outcome.COOLDOWN));
        }
        // One method that is none of HTTP's: its buckets with the infinite one, count, sum and the longest.
        assertThat(scrape().lines()).hasSize((int) before + 15 + 3);
    }

    @Test
    void figuresOutliveTheCollectionOfGarbage() {
        var hits = new AtomicLong(1);
        metrics.watchTokens(hits::get, () -> 0, () -> 0);
        System.gc();
        hits.set(9);
        assertThat(scrape()).contains("verge_tokens_lookups_total{outcome=\"hit\"} 9.0\n");
    }
}
