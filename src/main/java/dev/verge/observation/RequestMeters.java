package dev.verge.observation;

import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.DecisionsLost;
import dev.verge.observation.Observation.RequestServed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What each request counts. The meters are looked up in maps of their own: building their names costs more than counting. */
final class RequestMeters {
    /** What operators know as "client closed request"; it is no answer, so it is of no class. */
    private static final int HUNG_UP = 499;

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<Served, Timer> served = new ConcurrentHashMap<>();
    private final Map<Decided, Counter> decided = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Served(@Nullable String operation, String status) {}

    private record Decided(Decision.Outcome outcome, String reason) {}

    void served(RequestServed request) {
        served.computeIfAbsent(new Served(request.operationId(), status(request.status())), this::timer)
                .record(request.duration());
    }

    void decided(Decision decision) {
        decided.computeIfAbsent(new Decided(decision.outcome(), decision.reason()), this::counter)
                .increment();
    }

    void lost(DecisionsLost lost) {
        lost.counts().forEach((outcome, count) -> Counter.builder("verge.decisions.lost")
                .description("Decisions that the record's reader was too slow for")
                .tag("decision", word(outcome))
                .register(registry)
                .increment(count));
    }

    private Timer timer(Served key) {
        return Timer.builder("verge.requests")
                .description("Requests answered")
                .tag("operation", key.operation() == null ? "none" : key.operation())
                .tag("status", key.status())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(Decided key) {
        return Counter.builder("verge.decisions")
                .description("Callers who were let in, and those who were not")
                .tag("decision", word(key.outcome()))
                .tag("reason", key.reason())
                .register(registry);
    }

    private static String status(int status) {
        return switch (status / 100) {
            case 1, 2 -> "2xx";
            case 3 -> "3xx";
            case 4 -> status == HUNG_UP ? "closed" : "4xx";
            default -> "5xx";
        };
    }

    private static String word(Decision.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
