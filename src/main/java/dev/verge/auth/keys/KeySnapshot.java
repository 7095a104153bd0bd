package dev.verge.auth.keys;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys at one moment; never changes. Times are those of the cache's monotonic clock.
 *
 * @param entries by key id
 */
record KeySnapshot(Map<String, Entry> entries) {
    static final KeySnapshot EMPTY = new KeySnapshot(Map.of());

    private static final long TIME_TO_LIVE = Duration.ofHours(24).toNanos();
    private static final long GRACE = Duration.ofMinutes(15).toNanos();
    private static final int ABSENCES = 3;

    /**
     * A key and what is known of it.
     *
     * @param lastSeen when an accepted document last listed it
     * @param absences how many accepted documents in a row did not
     * @param absentSince when the first of those was read
     */
    record Entry(VerificationKey key, long lastSeen, int absences, long absentSince) {
        private boolean isAlive(long now) {
            return now - lastSeen < TIME_TO_LIVE;
        }

        private boolean isWithdrawn(long now) {
            return absences >= ABSENCES && now - absentSince >= GRACE;
        }

        private Entry missedAt(long now) {
            return new Entry(key, lastSeen, absences + 1, absences == 0 ? now : absentSince);
        }
    }

    /** The key of this id, unless it has not been seen for a day. */
    Optional<VerificationKey> find(String id, long now) {
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> entry.isAlive(now))
                .map(Entry::key);
    }

    /** Whether any key can be used. */
    boolean isUsable(long now) {
        return entries.values().stream().anyMatch(entry -> entry.isAlive(now));
    }

    /** Whether a key is kept that the last document did not list. */
    boolean hasUnlisted() {
        return entries.values().stream().anyMatch(entry -> entry.absences > 0);
    }

    /**
     * These keys and those of a new document. During a rollover documents of large providers flap between subsets of
     * the keys, so a key that is missing stays until it was missing in three documents over fifteen minutes.
     */
    KeySnapshot merge(KeyDocument document, long now) {
        var merged = new HashMap<String, Entry>();
        entries.forEach((id, entry) -> merged.put(id, entry.missedAt(now)));
        document.keys().forEach((id, key) -> merged.put(id, new Entry(key, now, 0, 0)));
        merged.values().removeIf(entry -> entry.isWithdrawn(now) || !entry.isAlive(now));
        return new KeySnapshot(Map.copyOf(merged));
    }
}
