package dev.verge.bench;

import dev.verge.bench.data.Workload;
import dev.verge.bench.load.Scraper;
import dev.verge.bench.process.ServerProcess;
import dev.verge.testing.TraceCollector;
import java.util.List;
import java.util.Map;

/**
 * What telemetry costs: two nodes beside the same database, of which the second one's traces are exported and its metrics
 * scraped. Both count what the metrics tell, for no setting turns that off.
 */
record TelemetryRun(Surroundings surroundings, Servers servers, PairedMeasurement measurement) {
    private static final String OFF = Servers.NODE + ", telemetry off";
    private static final String ON = Servers.NODE + ", telemetry on";

    void run(List<Workload> workloads) throws Exception {
        // What telemetry does is the same for every request, so it shows most where a request costs least.
        if (workloads.contains(Workload.READ)) {
            measurement.run(Workload.READ, this::use);
        }
    }

    /** Fresh ones each time: two processes differ by more than telemetry costs, by what the compiler makes of each. */
    private void use(PairedMeasurement.Use use) throws Exception {
        int database = surroundings.databasePort();
        int management = ServerProcess.freePort();
        try (var collector = new TraceCollector();
                ServerProcess off = servers.node(OFF, database, ServerProcess.freePort(), Map.of());
                ServerProcess on = servers.node(
                        ON, database, management, Map.of("telemetry.traces.endpoint", collector.endpoint()));
                var scraper = new Scraper(management)) {
            use.with(off, on);
            if (collector.received().isEmpty() || !scraper.isScraping()) {
                throw new IllegalStateException(
                        "telemetry was not on: " + ON + " was not scraped or exported no trace");
            }
        }
    }
}
