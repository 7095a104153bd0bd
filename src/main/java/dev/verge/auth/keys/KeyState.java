package dev.verge.auth.keys;

import java.time.Duration;

/**
 * A key as operators see it.
 *
 * @param id {@code kid}
 * @param algorithm {@code alg}
 * @param state whether the issuer's last document listed it, did not, or an operator evicted it
 * @param age since it was first seen
 * @param lastSeen since a document last listed it
 */
public record KeyState(String id, String algorithm, State state, Duration age, Duration lastSeen) {
    /** What may become of a key. */
    public enum State {
        /** In the issuer's last document. */
        LISTED,
        /** No longer in it, and not yet given up. */
        UNLISTED,
        /** Refused by an operator's word, whatever the issuer lists. */
        EVICTED
    }
}
