package dev.verge.bench;

import dev.verge.bench.data.Workload;
import dev.verge.bench.process.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures two servers under the same load. They take turns, several for each workload, for many a machine is faster in one
 * minute than in the next.
 *
 * @param callers connections of the generator
 * @param turns of each server, 1 or more
 */
record PairedMeasurement(Surroundings surroundings, Measurement measurement, int callers, int turns) {

    /**
     * Warms both up, then adds two rows for each workload; the second has the ratio of its cost to that of the first.
     *
     * @param workloads one or more
     */
    void run(List<Workload> workloads, ServerProcess base, ServerProcess other) throws Exception {
        Path first = surroundings.file(workloads.get(0));
        measurement.settle(first, base, callers);
        measurement.settle(first, other, callers);
        for (Workload workload : workloads) {
            run(workload, base, other);
        }
    }

    private void run(Workload workload, ServerProcess base, ServerProcess other) throws Exception {
        Path requests = surroundings.file(workload);
        var bases = new ArrayList<Row>();
        var others = new ArrayList<Row>();
        for (int turn = 0; turn < turns; turn++) {
            Measurement part = measurement.turn(turn, turns);
            bases.add(part.load(workload.label(), requests, base, callers));
            others.add(part.load(workload.label(), requests, other, callers));
        }
        measurement.table().add(Row.middle(bases));
        measurement.table().add(Row.middle(others).withRatio(Row.middleRatio(others, bases)));
    }
}
