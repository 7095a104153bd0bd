package dev.verge.observation.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of the operator's files. */
final class ContractMeters {
    private final Counter served;
    private final Counter refused;
    private final AtomicInteger stale = new AtomicInteger();
    private final AtomicInteger certificateStale = new AtomicInteger();

    ContractMeters(MeterRegistry registry) {
        this.served = loads(registry, "served");
        this.refused = loads(registry, "refused");
        Gauge.builder("verge.contract.stale", stale, AtomicInteger::get)
                .description("Whether the last change was refused, so that an older version is served")
                .register(registry);
        Gauge.builder("verge.certificate.stale", certificateStale, AtomicInteger::get)
                .description(
                        "Whether the last certificate of the public port was refused, so that an older one is shown")
                .register(registry);
    }

    private static Counter loads(MeterRegistry registry, String outcome) {
        return Counter.builder("verge.contract.loads")
                .description("Loads of the contract with its statements")
                .tag("outcome", outcome)
                .register(registry);
    }

    void served() {
        served.increment();
        stale.set(0);
    }

    void refused() {
        refused.increment();
        stale.set(1);
    }

    void certificateServed() {
        certificateStale.set(0);
    }

    void certificateRefused() {
        certificateStale.set(1);
    }
}
