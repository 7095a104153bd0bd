package dev.verge;

import dev.verge.auth.keys.JwksCache;
import dev.verge.auth.keys.KeyState;
import dev.verge.auth.keys.KeyState.State;
import dev.verge.management.IssuerKeys;
import dev.verge.management.KeyReport;
import dev.verge.management.KeysReport;
import dev.verge.observation.metrics.KeyFigures;
import dev.verge.observation.metrics.MetricsObserver;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows the keys of the issuers to those who operate the node: one by one, and as numbers. */
final class ManagedKeys {
    private ManagedKeys() {}

    /** Each issuer's keys for the private port. */
    static List<IssuerKeys> of(List<JwksCache> issuers) {
        return issuers.stream()
                .map(keys -> new IssuerKeys(keys.name(), keys.issuer(), () -> report(keys), keys::refresh, keys::evict))
                .toList();
    }

    private static KeysReport report(JwksCache keys) {
        return new KeysReport(
                keys.ready(),
                keys.age().orElse(null),
                keys.lastFailure(),
                keys.states().stream().map(ManagedKeys::report).toList());
    }

    private static KeyReport report(KeyState key) {
        return new KeyReport(
                key.id(),
                key.algorithm().isEmpty() ? null : key.algorithm(),
                key.state().name().toLowerCase(Locale.ROOT),
                key.age(),
                key.lastSeen());
    }

    /** Lets the metrics tell about the keys of one name in the settings, whoever has it at the time. */
    static void watch(String name, Supplier<List<JwksCache>> issuers, MetricsObserver metrics) {
        metrics.watchKeys(
                name,
                () -> figures(issuers.get().stream()
                        .filter(keys -> keys.name().equals(name))
                        .toList()));
    }

    /** Of issuers that share a name the worst one counts. */
    private static KeyFigures figures(List<JwksCache> named) {
        return new KeyFigures(
                count(named, State.LISTED),
                count(named, State.UNLISTED),
                count(named, State.EVICTED),
                oldest(named),
                named.stream().allMatch(JwksCache::ready));
    }

    private static int count(List<JwksCache> named, State state) {
        return (int) named.stream()
                .flatMap(keys -> keys.states().stream())
                .filter(key -> key.state() == state)
                .count();
    }

    private static @org.jspecify.annotations.Nullable Duration oldest(List<JwksCache> named) {
        List<Duration> ages =
                named.stream().map(JwksCache::age).flatMap(Optional::stream).toList();
        return ages.size() < named.size()
                ? null
                : ages.stream().max(Comparator.naturalOrder()).orElse(null);
    }
}
