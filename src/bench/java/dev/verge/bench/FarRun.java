package dev.verge.bench;

import dev.verge.bench.Servers.Memory;
import dev.verge.bench.data.Request;
import dev.verge.bench.data.Workload;
import dev.verge.bench.link.Link;
import dev.verge.bench.load.LoadResult;
import dev.verge.bench.load.SerialCaller;
import dev.verge.bench.process.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The database far away: how often a request waits for the line, and how much a few connections carry. */
record FarRun(Surroundings surroundings, Servers servers, Measurement measurement, List<Integer> callers) {
    private static final List<Workload> LOADS = List.of(Workload.READ, Workload.LIST, Workload.WRITE);
    private static final List<Workload> KINDS =
            List.of(Workload.READ, Workload.LIST, Workload.WRITE, Workload.CLAIMS, Workload.IDEMPOTENT);
    private static final int SERIAL = 50;
    private static final int PATIENCE_SECONDS = 30;

    void run(Duration delay, List<Workload> workloads) throws Exception {
        List<Workload> kinds = KINDS.stream().filter(workloads::contains).toList();
        Link.Open line = surroundings.openLink(delay);
        try (ServerProcess floor = servers.floor(line.port(), Memory.LARGE)) {
            measure(
                    floor,
                    line.link(),
                    kinds.stream().filter(Workload::isCompared).toList());
        }
        try (ServerProcess node = servers.node(line.port(), Memory.LARGE)) {
            measure(node, line.link(), kinds);
        }
    }

    private void measure(ServerProcess server, Link line, List<Workload> kinds) throws Exception {
        // The floor connects and prepares when it is first asked, so its first answer says nothing.
        if (server.name().equals(Servers.NODE) && !kinds.isEmpty()) {
            serial("far, first " + kinds.get(0).label(), server, line, requests(kinds.get(0), 1));
        }
        for (Workload kind : kinds.stream().filter(LOADS::contains).toList()) {
            for (int count : callers) {
                String label = "far, " + kind.label() + ", " + count + " callers";
                measurement.table().add(measurement.load(label, surroundings.file(kind), server, count));
            }
        }
        // Behind the load: by now the Java machine has compiled what a request runs through.
        for (Workload kind : kinds) {
            serial("far, " + kind.label() + ", 1 caller", server, line, requests(kind, SERIAL));
        }
    }

    private List<Request> requests(Workload workload, int count) {
        return surroundings.requests(workload).subList(0, count);
    }

    private void serial(String label, ServerProcess server, Link line, List<Request> requests) throws Exception {
        waitForSilence(line);
        var turns = new ArrayList<>(List.of(line.turns()));
        LoadResult result = new SerialCaller(server.port()).askAll(requests, () -> turns.add(line.turns()));
        measurement.table().add(new Row(label, server.name(), result).withRoundTrips(median(turns)));
    }

    /** Of the differences: now and then a server asks its idle connections whether they live, between two requests. */
    private static long median(List<Long> turns) {
        return IntStream.range(1, turns.size())
                .mapToLong(i -> turns.get(i) - turns.get(i - 1))
                .sorted()
                .skip((turns.size() - 1) / 2)
                .findFirst()
                .orElse(0);
    }

    /** What the callers before have left behind when they hung up is not to be counted. */
    private static void waitForSilence(Link line) throws InterruptedException {
        long heard = -1;
        for (int i = 0; i < PATIENCE_SECONDS && heard != line.turns(); i++) {
            heard = line.turns();
            Thread.sleep(1_000);
        }
    }
}
