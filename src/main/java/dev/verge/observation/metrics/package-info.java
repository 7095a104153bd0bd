/**
 * What is counted, for Prometheus.
 *
 * <p>Labels are words of the contract, of the settings and of this code, so nobody who calls can make a series. Every
 * metric stands in {@code src/docs/telemetry.md}. Start reading at
 * {@link dev.verge.observation.metrics.MetricsObserver}.
 */
@NullMarked
package dev.verge.observation.metrics;

import org.jspecify.annotations.NullMarked;
