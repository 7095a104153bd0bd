package dev.verge.observation.metrics;

import dev.verge.observation.Observation;
import dev.verge.observation.Observation.CertificateServed;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.observation.Observation.ContractServed;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.DecisionsLost;
import dev.verge.observation.Observation.LaneWatched;
import dev.verge.observation.Observation.LoopLate;
import dev.verge.observation.Observation.OperationMoved;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.observation.Observation.TracesHandled;
import dev.verge.observation.Observer;
import dev.verge.observation.log.LineFigures;
import dev.verge.observation.log.Logging;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts what happens, for Prometheus. No label holds what a caller sent: labels are operations of the contract, issuers
 * of the settings, and words of this code. Any thread may use it.
 */
public final class MetricsObserver implements Observer {
    private final Exemplars exemplars = new Exemplars();
    private final PrometheusMeterRegistry registry;
    private final RequestMeters requests;
    private final KeyMeters keys;
    private final LaneMeters lanes;
    private final ContractMeters contract;
    private final Map<TracesHandled.Outcome, Counter> traces = new ConcurrentHashMap<>();
    private final Timer lag;
    private final AtomicBoolean watchesMachine = new AtomicBoolean();
    /** The registry itself would let go of what it counts. */
    private final List<LongSupplier> totals = new CopyOnWriteArrayList<>();

    /** Without exemplars. */
    public MetricsObserver() {
        this(false);
    }

    /**
     * Counts from now on, and tells what the log has counted.
     *
     * @param traced whether there are recorded traces to show. Without them the sampler of exemplars is left out: it takes
     *     a lock now and then, on the event loop, although it never finds one
     */
    public MetricsObserver(boolean traced) {
        var prometheus = new PrometheusRegistry();
        registry = traced
                ? new PrometheusMeterRegistry(new Exemplars.OnBuckets(), prometheus, Clock.SYSTEM, exemplars)
                : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
        requests = new RequestMeters(registry, exemplars);
        keys = new KeyMeters(registry);
        lanes = new LaneMeters(registry);
        contract = new ContractMeters(registry);
        lag = Durations.histogram(
                registry, "verge.event.loop.lag", "How late event loops run their timers", Tags.empty());
        LineFigures log = Logging.figures();
        String lines = "Lines of the log, written or not";
        watchTotal("verge.log.lines", lines, Tags.of("level", "error"), log::errors);
        watchTotal("verge.log.lines", lines, Tags.of("level", "warn"), log::warnings);
        watchTotal("verge.log.lines", lines, Tags.of("level", "info"), log::others);
        watchTotal("verge.log.lines.dropped", "Lines of the log that found no room", Tags.empty(), log::dropped);
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof RequestServed served) {
            requests.served(served);
        } else if (observation instanceof Decision decision) {
            requests.decided(decision);
        } else if (observation instanceof DecisionsLost lost) {
            requests.lost(lost);
        } else if (observation instanceof LaneWatched lane) {
            lanes.watch(lane);
        } else if (observation instanceof TracesHandled traces) {
            handled(traces.outcome()).increment(traces.requests());
        } else if (observation instanceof LoopLate loop) {
            lag.record(loop.late());
        } else if (observation instanceof OperationMoved moved) {
            lanes.moved(moved);
        } else if (observation instanceof ContractServed) {
            contract.served();
        } else if (observation instanceof CertificateServed) {
            contract.certificateServed();
        } else if (observation instanceof ChangeRefused refused) {
            if (refused.isOfConf()) {
                contract.refused();
            } else {
                contract.certificateRefused();
            }
        } else {
            keys.accept(observation);
        }
    }

    /** Remembered, for under load most requests that were to be recorded are too many: to ask the registry is a search. */
    private Counter handled(TracesHandled.Outcome outcome) {
        return traces.computeIfAbsent(outcome, any -> Counter.builder("verge.traces")
                .description("Recorded requests")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }

    /** From now on tells about traces, although none was recorded yet. */
    public void watchTraces() {
        for (TracesHandled.Outcome outcome : TracesHandled.Outcome.values()) {
            Counter ignored = handled(outcome);
        }
    }

    /**
     * From now on tells about these problems, and about callers who hang up, although none happened yet.
     *
     * @param problems as {@link RequestServed#problem} names them
     */
    public void watchProblems(List<String> problems) {
        problems.forEach(requests::watchProblem);
        requests.watchProblem(RequestServed.CLIENT_CLOSED);
    }

    /** From now on tells about this build. */
    public void watchBuild(String version) {
        Gauge.builder("verge.build.info", () -> 1)
                .description("What runs here")
                .tags("version", version, "java", System.getProperty("java.version", ""))
                .register(registry);
    }

    /** From now on tells about the keys of an issuer; they are looked at when somebody asks for metrics. */
    public void watchKeys(String issuer, Supplier<KeyFigures> figures) {
        keys.watch(issuer, figures);
    }

    /**
     * From now on tells about the memory for verified tokens.
     *
     * @param hits how many tokens were found in it so far
     * @param misses how many were not
     * @param size how many it holds
     */
    public void watchTokens(LongSupplier hits, LongSupplier misses, LongSupplier size) {
        String lookups = "Tokens looked for among those whose signature held before";
        watchTotal("verge.tokens.lookups", lookups, Tags.of("outcome", "hit"), hits);
        watchTotal("verge.tokens.lookups", lookups, Tags.of("outcome", "miss"), misses);
        Gauge.builder("verge.tokens.remembered", size::getAsLong)
                .description("Verified tokens in memory")
                .register(registry);
    }

    private void watchTotal(String name, String description, Tags tags, LongSupplier total) {
        totals.add(total);
        FunctionCounter.builder(name, total, LongSupplier::getAsLong)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /**
     * All metrics of this moment, the Java machine's included. Takes a while, so it is not for event loops.
     *
     * @param contentType {@code text/plain} or {@code application/openmetrics-text}, with the version that is wanted
     */
    public String scrape(String contentType) {
        if (watchesMachine.compareAndSet(false, true)) {
            MachineMeters.register(registry);
        }
        return registry.scrape(contentType);
    }
}
