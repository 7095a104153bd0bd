package dev.verge.observation.metrics;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer in numbers.
 *
 * @param listed how many the issuer's last document listed
 * @param unlisted how many it no longer did, that are still accepted
 * @param evicted how many an operator refuses
 * @param age since the last document that was accepted; null before the first one
 * @param ready whether there is a key to verify tokens with
 */
public record KeyFigures(
        int listed, int unlisted, int evicted, @Nullable Duration age, boolean ready) {}
