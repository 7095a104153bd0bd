package dev.verge.auth.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Key ids that a fresh document did not list, so that one caller's made-up id cannot use up the fetches that a real
 * rotation needs. Bounded; ids of any length cost the same. Used on one context.
 */
final class AbsentKeys {
    private static final int CAPACITY = 1_000;
    private static final long TIME_TO_LIVE = Duration.ofSeconds(60).toNanos();

    private final Map<String, Long> since = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > CAPACITY;
        }
    };

    void add(String id, long now) {
        since.put(digest(id), now);
    }

    boolean contains(String id, long now) {
        Long added = since.get(digest(id));
        return added != null && now - added < TIME_TO_LIVE;
    }

    private static String digest(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
