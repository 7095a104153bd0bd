package dev.verge.auth.keys;

import dev.verge.auth.jose.VerificationKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys at one moment; never changes. Times are those of the cache's monotonic clock.
 *
 * @param entries by key id
 * @param evicted ids that an operator refuses, whatever the issuer lists
 */
record KeySnapshot(Map<String, Entry> entries, Set<String> evicted) {
    static final KeySnapshot EMPTY = new KeySnapshot(Map.of(), Set.of());

    private static final long TIME_TO_LIVE = Duration.ofHours(24).toNanos();
    private static final int ABSENCES = 3;

    /**
     * A key and what is known of it.
     *
     * @param firstSeen when an accepted document first listed it
     * @param lastSeen when one last did
     * @param absences how many accepted documents in a row did not
     * @param absentSince when the first of those was read
     */
    record Entry(VerificationKey key, long firstSeen, long lastSeen, int absences, long absentSince) {
        private boolean isAlive(long now) {
            return now - lastSeen < TIME_TO_LIVE;
        }

        private boolean isWithdrawn(long now, Duration grace) {
            return grace.isZero() ? absences > 0 : absences >= ABSENCES && now - absentSince >= grace.toNanos();
        }

        private Entry missedAt(long now) {
            return new Entry(key, firstSeen, lastSeen, absences + 1, absences == 0 ? now : absentSince);
        }

        /** The same key stays the same object: what was verified with it stays verified. */
        private Entry listedAt(long now, VerificationKey listed) {
            return key.equals(listed) ? new Entry(key, firstSeen, now, 0, 0) : new Entry(listed, now, now, 0, 0);
        }
    }

    /** The key of this id; null when it is not known, evicted, or has not been seen for a day. */
    @Nullable
    VerificationKey find(String id, long now) {
        Entry entry = entries.get(id);
        return entry != null && entry.isAlive(now) ? entry.key() : null;
    }

    /** Whether any key can be used. */
    boolean isUsable(long now) {
        return entries.values().stream().anyMatch(entry -> entry.isAlive(now));
    }

    /** When the first of the keys that the last document did not list may go; empty when it listed all. */
    OptionalLong nextWithdrawal(Duration grace) {
        return entries.values().stream()
                .filter(entry -> entry.absences > 0)
                .mapToLong(entry -> entry.absentSince + grace.toNanos())
                .min();
    }

    /**
     * These keys and those of a new document. During a rollover documents of large providers flap between subsets of
     * the keys, so a key that is missing stays until it was missing in three documents over the time of grace.
     */
    KeySnapshot merge(KeyDocument document, long now, Duration grace) {
        var merged = new HashMap<String, Entry>();
        entries.forEach((id, entry) -> merged.put(id, entry.missedAt(now)));
        document.keys().forEach((id, key) -> {
            Entry known = entries.get(id);
            merged.put(id, known == null ? new Entry(key, now, now, 0, 0) : known.listedAt(now, key));
        });
        Predicate<Entry> isGone = entry -> entry.isWithdrawn(now, grace) || !entry.isAlive(now);
        merged.values().removeIf(isGone);
        merged.keySet().removeAll(evicted);
        return new KeySnapshot(Map.copyOf(merged), evicted);
    }

    /** These keys without one, which no document brings back. */
    KeySnapshot evict(String id) {
        var rest = new HashMap<>(entries);
        rest.remove(id);
        var more = new HashSet<>(evicted);
        more.add(id);
        return new KeySnapshot(Map.copyOf(rest), Set.copyOf(more));
    }
}
