package dev.verge.bench;

import dev.verge.bench.Servers.Memory;
import dev.verge.bench.data.Workload;
import dev.verge.bench.process.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The database beside the server: what a request costs. Floor and node take turns, several for each workload, for many a
 * machine is faster in one minute than in the next.
 */
record NearRun(Surroundings surroundings, Servers servers, Measurement measurement, int callers, int turns) {

    void run(List<Workload> workloads) throws Exception {
        List<Workload> warm = workloads.stream()
                .filter(workload -> workload.isCompared() && workload != Workload.COLD)
                .toList();
        if (!warm.isEmpty()) {
            run(warm, Memory.LARGE);
        }
        if (workloads.contains(Workload.COLD)) {
            run(List.of(Workload.COLD), Memory.SMALL);
        }
    }

    private void run(List<Workload> workloads, Memory memory) throws Exception {
        int database = surroundings.databasePort();
        try (ServerProcess floor = servers.floor(database, memory);
                ServerProcess node = servers.node(database, memory)) {
            new Comparison(surroundings.issuer(), floor, node).run();
            Path first = surroundings.file(workloads.get(0));
            measurement.settle(first, floor, callers);
            measurement.settle(first, node, callers);
            for (Workload workload : workloads) {
                run(workload, floor, node);
            }
        }
    }

    private void run(Workload workload, ServerProcess floor, ServerProcess node) throws Exception {
        Path requests = surroundings.file(workload);
        var floors = new ArrayList<Row>();
        var nodes = new ArrayList<Row>();
        for (int turn = 0; turn < turns; turn++) {
            Measurement part = measurement.turn(turn, turns);
            floors.add(part.load(workload.label(), requests, floor, callers));
            nodes.add(part.load(workload.label(), requests, node, callers));
        }
        measurement.table().add(Row.middle(floors));
        measurement.table().add(Row.middle(nodes).withRatio(Row.middleRatio(nodes, floors)));
    }
}
