package dev.verge;

import dev.verge.auth.keys.JwksCache;
import dev.verge.management.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether tokens can be verified. A node starts to serve when it has had keys of every issuer; later, one issuer's outage
 * is no reason to send the callers of the others away.
 */
final class KeysCheck implements Supplier<CheckResult> {
    /** Keys are good for a day; this is when somebody should look. */
    private static final Duration STALE = Duration.ofHours(2);

    private final Supplier<List<JwksCache>> issuers;

    /** Looks at the keys of the issuers that are trusted at the moment. */
    KeysCheck(Supplier<List<JwksCache>> issuers) {
        this.issuers = issuers;
    }

    @Override
    public CheckResult get() {
        if (any(keys -> keys.age().isEmpty())) {
            return CheckResult.down("none of " + names(keys -> keys.age().isEmpty()));
        }
        if (!any(JwksCache::ready)) {
            return CheckResult.down("expired: " + names(keys -> true));
        }
        Predicate<JwksCache> stale =
                keys -> keys.age().filter(age -> age.compareTo(STALE) > 0).isPresent();
        return any(stale) ? CheckResult.degraded("stale: " + names(stale)) : CheckResult.healthy();
    }

    private boolean any(Predicate<JwksCache> condition) {
        return issuers.get().stream().anyMatch(condition);
    }

    private String names(Predicate<JwksCache> condition) {
        return issuers.get().stream()
                .filter(condition)
                .map(JwksCache::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
