package dev.verge.observation.metrics;

import dev.verge.observation.LaneFigures;
import dev.verge.observation.Observation.LaneWatched;
import dev.verge.observation.Observation.OperationMoved;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** What the lanes to the database count. Those of one name, on several event loops, are one. */
final class LaneMeters {
    private final MeterRegistry registry;
    private final Map<String, List<LaneWatched>> lanes = new ConcurrentHashMap<>();

    LaneMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(LaneWatched lane) {
        Timer turns = Durations.histogram(
                registry,
                "db.client.operation.duration",
                "How long requests had a place on a connection, one round trip as a rule",
                Tags.of("lane", lane.lane()));
        lane.figures().onTurn(nanos -> turns.record(nanos, TimeUnit.NANOSECONDS));
        lanes.computeIfAbsent(lane.lane(), this::register).add(lane);
    }

    void moved(OperationMoved moved) {
        Counter.builder("verge.lane.moves")
                .description("Operations that left the shared lane, for they are too slow for it")
                .tag("operation", moved.operationId())
                .register(registry)
                .increment();
    }

    private List<LaneWatched> register(String name) {
        List<LaneWatched> same = new CopyOnWriteArrayList<>();
        Tags tags = Tags.of("lane", name);
        Tags open = tags.and("state", "open");
        Tags wanted = tags.and("state", "wanted");
        Tags limit = tags.and("state", "limit");
        Tags running = tags.and("state", "running");
        Tags waiting = tags.and("state", "waiting");
        String connections = "Connections to the database";
        gauge("verge.lane.connections", connections, open, same, figures -> figures.opened() - figures.ended());
        gauge("verge.lane.connections", connections, wanted, same, LaneFigures::wanted);
        gauge("verge.lane.connections", connections, limit, same, figures -> figures.limits()
                .connections());
        String requests = "Requests on a lane";
        gauge("verge.lane.requests", requests, running, same, LaneFigures::running);
        Gauge.builder("verge.lane.requests", same, all -> all.stream()
                        .mapToInt(lane -> lane.waiting().getAsInt())
                        .sum())
                .description(requests)
                .tags(waiting)
                .strongReference(true)
                .register(registry);
        String limits = "How many requests there may be on a lane";
        gauge("verge.lane.limit", limits, running, same, figures -> figures.limits()
                .running());
        gauge("verge.lane.limit", limits, waiting, same, figures -> figures.limits()
                .waiting());
        String shed = "Requests that were sent away without a connection";
        count("verge.lane.shed", shed, tags.and("reason", "full"), same, LaneFigures::full);
        count("verge.lane.shed", shed, tags.and("reason", "unreachable"), same, LaneFigures::unreachable);
        count("verge.lane.connections.opened", "Connections that were opened", tags, same, LaneFigures::opened);
        count("verge.lane.connections.ended", "Connections that are over", tags, same, LaneFigures::ended);
        count("verge.lane.connect.failures", "Attempts to connect that failed", tags, same, LaneFigures::failed);
        return same;
    }

    private void gauge(
            String name, String description, Tags tags, List<LaneWatched> lanes, ToLongFunction<LaneFigures> figure) {
        Gauge.builder(name, lanes, all -> sum(all, figure))
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private void count(
            String name, String description, Tags tags, List<LaneWatched> lanes, ToLongFunction<LaneFigures> figure) {
        FunctionCounter.builder(name, lanes, all -> sum(all, figure))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private static long sum(List<LaneWatched> lanes, ToLongFunction<LaneFigures> figure) {
        return lanes.stream().map(LaneWatched::figures).mapToLong(figure).sum();
    }
}
