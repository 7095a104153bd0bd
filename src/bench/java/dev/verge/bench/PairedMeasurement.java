package dev.verge.bench;

import dev.verge.bench.data.Workload;
import dev.verge.bench.process.ServerProcess;
import java.nio.file.Path;
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
        settle(workloads.get(0), base, other);
        for (Workload workload : workloads) {
            var shown = new Turns();
            for (int turn = 0; turn < turns; turn++) {
                take(turn, workload, base, other, shown);
            }
            shown.show(measurement.table());
        }
    }

    /** As above for one workload, where each turn is that of two fresh servers. */
    void run(Workload workload, Pair pair) throws Exception {
        var shown = new Turns();
        for (int turn = 0; turn < turns; turn++) {
            int now = turn;
            pair.use((base, other) -> {
                settle(workload, base, other);
                take(now, workload, base, other, shown);
            });
        }
        shown.show(measurement.table());
    }

    private void settle(Workload workload, ServerProcess base, ServerProcess other) throws Exception {
        Path requests = surroundings.file(workload);
        measurement.settle(requests, base, callers);
        measurement.settle(requests, other, callers);
    }

    private void take(int turn, Workload workload, ServerProcess base, ServerProcess other, Turns shown)
            throws Exception {
        Path requests = surroundings.file(workload);
        Measurement part = measurement.turn(turn, turns);
        shown.add(
                part.load(workload.label(), requests, base, callers),
                part.load(workload.label(), requests, other, callers));
    }

    /** Two servers that are there while they are used. */
    interface Pair {
        void use(Use use) throws Exception;
    }

    /** What is done with two servers. */
    interface Use {
        void with(ServerProcess base, ServerProcess other) throws Exception;
    }
}
