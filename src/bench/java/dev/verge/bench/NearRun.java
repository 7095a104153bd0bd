package dev.verge.bench;

import dev.verge.bench.Servers.Memory;
import dev.verge.bench.data.Workload;
import dev.verge.bench.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;

/** The database beside the server: what a request costs. Floor and node take turns, so that both see the same machine. */
record NearRun(Surroundings surroundings, Servers servers, Measurement measurement, int callers) {

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
                Path requests = surroundings.file(workload);
                measurement.load(workload.label(), requests, floor, callers);
                measurement.load(workload.label(), requests, node, callers);
            }
        }
    }
}
