package dev.verge.observation;

import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.DecisionsLost;
import dev.verge.observation.Observation.RequestServed;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts what happens, for Prometheus. No label holds what a caller sent: labels are operations of the contract, issuers
 * of the settings, and words of this code. Any thread may use it.
 */
public final class MetricsObserver implements Observer {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RequestMeters requests = new RequestMeters(registry);
    private final KeyMeters keys = new KeyMeters(registry);
    /** The registry itself would let go of what it counts. */
    private final List<LongSupplier> totals = new CopyOnWriteArrayList<>();

    @Override
    public void accept(Observation observation) {
        if (observation instanceof RequestServed served) {
            requests.served(served);
        } else if (observation instanceof Decision decision) {
            requests.decided(decision);
        } else if (observation instanceof DecisionsLost lost) {
            requests.lost(lost);
        } else {
            keys.accept(observation);
        }
    }

    /** From now on tells about the keys of an issuer; they are looked at when somebody asks for metrics. */
    public void watchKeys(String issuer, Supplier<KeyFigures> figures) {
        keys.watch(issuer, figures);
    }

    /**
     * From now on tells about the memory for verified tokens.
     *
     * @param hits how many tokens were found in it so far
     * @param misses how many were not
     * @param size how many it holds
     */
    public void watchTokens(LongSupplier hits, LongSupplier misses, LongSupplier size) {
        String lookups = "Tokens looked for among those whose signature held before";
        watchTotal("verge.tokens.lookups", lookups, "hit", hits);
        watchTotal("verge.tokens.lookups", lookups, "miss", misses);
        Gauge.builder("verge.tokens.remembered", size::getAsLong)
                .description("Verified tokens in memory")
                .register(registry);
    }

    private void watchTotal(String name, String description, String outcome, LongSupplier total) {
        totals.add(total);
        FunctionCounter.builder(name, total, LongSupplier::getAsLong)
                .description(description)
                .tag("outcome", outcome)
                .register(registry);
    }

    /**
     * All metrics of this moment.
     *
     * @param contentType {@code text/plain} or {@code application/openmetrics-text}, with the version that is wanted
     */
    public String scrape(String contentType) {
        return registry.scrape(contentType);
    }
}
