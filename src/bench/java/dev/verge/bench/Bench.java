package dev.verge.bench;

import dev.verge.bench.data.Workload;
import dev.verge.bench.load.BuiltIn;
import dev.verge.bench.load.Generator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: starts everything, measures, prints one table. */
@Command(name = "bench", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false)
public final class Bench implements Callable<Integer> {
    @Option(names = "--jar", description = "The node's jar.")
    private Path jar = Path.of("target", "verge.jar");

    @Option(names = "--conf", description = "What the node and the database are started with.")
    private Path conf = Path.of("src", "bench", "conf");

    @Option(names = "--workloads", split = ",", description = "Of: ${COMPLETION-CANDIDATES}.")
    private List<Workload> workloads = List.of(Workload.values());

    @Option(names = "--seconds", description = "How long each row is measured.")
    private int seconds = 10;

    @Option(names = "--warm-up", description = "Seconds of the same load before each row.")
    private int warmUp = 5;

    @Option(names = "--turns", description = "In how many parts each near row is measured, two servers in turns.")
    private int turns = 5;

    @Option(names = "--callers", description = "Connections of the generator.")
    private int callers = 64;

    @Option(names = "--connections", description = "Connections to the database, of the node and of the floor.")
    private int connections = 10;

    @Option(names = "--delay", description = "Milliseconds of each direction to the far database; 0 leaves it out.")
    private int delay = 40;

    @Option(names = "--far-callers", split = ",", description = "Connections of the generator over the line.")
    private List<Integer> farCallers = List.of(300, 600);

    @Option(
            names = "--near",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether the database beside the server is measured.")
    private boolean near;

    @Option(
            names = "--telemetry",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether reads are measured with telemetry off and on.")
    private boolean telemetry;

    @Option(names = "--built-in", description = "Uses the built-in generator where wrk is there too.")
    private boolean builtIn;

    @Option(names = "--jvm", split = " ", description = "Options of the Java machine of the node and of the floor.")
    private List<String> jvm = List.of();

    @Option(names = "--set", description = "A setting of the node, as audit.sampleAllows=100.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Ends with status 1 when anything fails. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
        settings.put("database.connections", Integer.toString(connections));
        Generator generator = builtIn ? new BuiltIn() : Generator.best(folder);
        var table = new Table();
        try (Surroundings surroundings = Surroundings.start(conf, folder)) {
            var servers = new Servers(jar, conf, folder, surroundings.issuer(), connections, jvm, settings);
            var measurement = new Measurement(
                    surroundings, generator, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), table);
            var paired = new PairedMeasurement(surroundings, measurement, callers, turns);
            if (near) {
                new NearRun(surroundings, servers, paired).run(workloads);
            }
            if (telemetry) {
                new TelemetryRun(surroundings, servers, paired).run(workloads);
            }
            if (delay > 0) {
                new FarRun(surroundings, servers, measurement, farCallers).run(Duration.ofMillis(delay), workloads);
            }
        }
        table.print(
                System.out,
                Machine.describe() + "; load by " + generator + "; " + connections + " connections to the database"
                        + (jvm.isEmpty() ? "" : "; " + String.join(" ", jvm)));
        return 0;
    }
}
