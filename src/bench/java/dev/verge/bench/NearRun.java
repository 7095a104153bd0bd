package dev.verge.bench;

import dev.verge.bench.Servers.Memory;
import dev.verge.bench.data.Workload;
import dev.verge.bench.process.ServerProcess;
import java.util.List;

/** The database beside the server: what a request costs, as a multiple of what it costs the floor. */
record NearRun(Surroundings surroundings, Servers servers, PairedMeasurement measurement) {

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
            measurement.run(workloads, floor, node);
        }
    }
}
