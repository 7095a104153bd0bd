package dev.verge.observation.metrics;

import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.DecisionsLost;
import dev.verge.observation.Observation.RequestServed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What each request counts. The meters are looked up in maps of their own: building their names costs more than counting. */
final class RequestMeters {
    /** What operators know as "client closed request"; it is no answer, so it is of no class. */
    private static final int HUNG_UP = 499;

    /** Callers may send any word; the others are one, as in OpenTelemetry's conventions. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private static final String OTHER = "_OTHER";

    private final MeterRegistry registry;
    private final Exemplars exemplars;
    private final Map<Served, Timer> served = new ConcurrentHashMap<>();
    private final Map<Decided, Counter> decided = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry, Exemplars exemplars) {
        this.registry = registry;
        this.exemplars = exemplars;
        // An alert sees a loss as an increase, the first one too.
        for (Decision.Outcome outcome : Decision.Outcome.values()) {
            Counter ignored = lost(outcome);
        }
    }

    private record Served(@Nullable String operation, String method, String status) {}

    private record Decided(Decision.Outcome outcome, String reason) {}

    void served(RequestServed request) {
        String method = METHODS.contains(request.method()) ? request.method() : OTHER;
        Timer timer = served.computeIfAbsent(
                new Served(request.operationId(), method, status(request.status())), this::timer);
        exemplars.count(request.trace(), () -> timer.record(request.duration()));
        if (request.problem() != null) {
            problem(request.problem()).increment();
        }
    }

    /** There from the start: who looks at how a counter grows does not see it begin. */
    void watchProblem(String problem) {
        Counter ignored = problem(problem);
    }

    private Counter problem(String problem) {
        return Counter.builder("verge.problems")
                .description("Refusals and failures by their type")
                .tag("problem", problem)
                .register(registry);
    }

    void decided(Decision decision) {
        decided.computeIfAbsent(new Decided(decision.outcome(), decision.reason()), this::counter)
                .increment();
    }

    void lost(DecisionsLost lost) {
        lost.counts().forEach((outcome, count) -> lost(outcome).increment(count));
    }

    private Counter lost(Decision.Outcome outcome) {
        return Counter.builder("verge.decisions.lost")
                .description("Decisions that the record's reader was too slow for")
                .tag("decision", word(outcome))
                .register(registry);
    }

    private Timer timer(Served key) {
        return Durations.histogram(
                registry,
                "http.server.request.duration",
                "Requests answered",
                Tags.of(
                        "operation",
                        key.operation() == null ? "none" : key.operation(),
                        "method",
                        key.method(),
                        "status",
                        key.status()));
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
