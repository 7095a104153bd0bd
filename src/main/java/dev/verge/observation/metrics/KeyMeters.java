package dev.verge.observation.metrics;

import dev.verge.observation.Observation;
import dev.verge.observation.Observation.KeyEvicted;
import dev.verge.observation.Observation.KeyLookup;
import dev.verge.observation.Observation.KeyRefused;
import dev.verge.observation.Observation.KeysRefreshFailed;
import dev.verge.observation.Observation.KeysRefreshed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Every event of the keys, and how many there are. */
final class KeyMeters {
    private static final String ISSUER = "issuer";

    private final MeterRegistry registry;

    KeyMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void accept(Observation observation) {
        if (observation instanceof KeysRefreshed refreshed) {
            fetched(refreshed.issuer(), "ok", refreshed.duration());
        } else if (observation instanceof KeysRefreshFailed failed) {
            fetched(failed.issuer(), "failed", failed.duration());
        } else if (observation instanceof KeyLookup lookup) {
            lookups(lookup.issuer(), lookup.outcome()).increment();
        } else if (observation instanceof KeyRefused refused) {
            Counter.builder("verge.keys.refused")
                    .description("Keys of an issuer's document that must not be used")
                    .tags(ISSUER, refused.issuer(), "reason", refused.reason())
                    .register(registry)
                    .increment();
        } else if (observation instanceof KeyEvicted evicted) {
            evictions(evicted.issuer()).increment();
        }
    }

    private void fetched(String issuer, String outcome, Duration duration) {
        Timer.builder("verge.keys.fetch")
                .description("Fetches of an issuer's keys")
                .tags(ISSUER, issuer, "outcome", outcome)
                .register(registry)
                .record(duration);
    }

    private Counter lookups(String issuer, KeyLookup.Outcome outcome) {
        return Counter.builder("verge.keys.lookups")
                .description("Tokens that named a key that was not known")
                .tags(ISSUER, issuer, "outcome", word(outcome))
                .register(registry);
    }

    private Counter evictions(String issuer) {
        return Counter.builder("verge.keys.evictions")
                .description("Keys that an operator refuses")
                .tags(ISSUER, issuer)
                .register(registry);
    }

    void watch(String issuer, Supplier<KeyFigures> figures) {
        for (KeyLookup.Outcome outcome : KeyLookup.Outcome.values()) {
            Counter ignored = lookups(issuer, outcome);
        }
        Counter unused = evictions(issuer);
        Tags tags = Tags.of(ISSUER, issuer);
        watchCount(tags.and("state", "listed"), () -> figures.get().listed());
        watchCount(tags.and("state", "unlisted"), () -> figures.get().unlisted());
        watchCount(tags.and("state", "evicted"), () -> figures.get().evicted());
        Gauge.builder("verge.keys.ready", () -> figures.get().ready() ? 1 : 0)
                .description("Whether there is a key to verify tokens with")
                .tags(tags)
                .register(registry);
        Gauge.builder("verge.keys.age", () -> seconds(figures.get()))
                .description("Since the last document of keys that was accepted")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry);
    }

    private void watchCount(Tags tags, Supplier<Number> count) {
        Gauge.builder("verge.keys", count)
                .description("Keys by what their issuer says of them")
                .tags(tags)
                .register(registry);
    }

    private static double seconds(KeyFigures figures) {
        Duration age = figures.age();
        return age == null ? Double.NaN : age.toMillis() / 1_000.0;
    }

    private static String word(KeyLookup.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
