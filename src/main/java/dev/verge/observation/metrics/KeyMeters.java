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
            count(
                    "verge.keys.lookups",
                    "Tokens that named a key that was not known",
                    Tags.of(ISSUER, lookup.issuer(), "outcome", word(lookup.outcome())));
        } else if (observation instanceof KeyRefused refused) {
            count(
                    "verge.keys.refused",
                    "Keys of an issuer's document that must not be used",
                    Tags.of(ISSUER, refused.issuer(), "reason", refused.reason()));
        } else if (observation instanceof KeyEvicted evicted) {
            count("verge.keys.evictions", "Keys that an operator refuses", Tags.of(ISSUER, evicted.issuer()));
        }
    }

    private void fetched(String issuer, String outcome, Duration duration) {
        Timer.builder("verge.keys.fetch")
                .description("Fetches of an issuer's keys")
                .tags(ISSUER, issuer, "outcome", outcome)
                .register(registry)
                .record(duration);
    }

    private void count(String name, String description, Tags tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }

    void watch(String issuer, Supplier<KeyFigures> figures) {
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
