package dev.verge.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: starts a node and the bare server in turns and prints how long each took, as a table in Markdown. */
@Command(name = "starts", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false)
public final class Starts implements Callable<Integer> {
    private static final int PORT = 18_090;
    private static final Path IMAGE_OPTIONS = Path.of("k8s", "image", "java.options");

    @Option(names = "--jar", description = "The node's jar.")
    private Path jar = Path.of("target", "verge.jar");

    @Option(names = "--conf", description = "The sample.")
    private Path conf = Path.of("conf");

    @Option(names = "--java", split = ",", description = "Java machines; default: the one that runs this.")
    private List<Path> machines = List.of(Path.of(System.getProperty("java.home"), "bin", "java"));

    @Option(names = "--starts", description = "Of each.")
    private int starts = 20;

    @Option(
            names = "--cache",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether the last of the machines (25 or newer) also starts the node with a cache.")
    private boolean cached;

    private final Map<String, List<StartTime>> times = new LinkedHashMap<>();

    /** Ends with status 1 when anything fails. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Starts()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path cache = Files.createDirectories(Path.of("target", "bench"))
                .resolve("verge.aot")
                .toAbsolutePath();
        Path newest = machines.get(machines.size() - 1);
        try (var surroundings = SampleSurroundings.start(jar.toString(), conf.toString())) {
            if (cached) {
                Files.deleteIfExists(cache);
                Training.train(surroundings, conf.toString(), cache.toString(), nodeOfImage(newest));
            }
            for (int i = 0; i < starts; i++) {
                for (Path machine : machines) {
                    measureBare(machine, surroundings);
                    measureNode("Verge", machine, node(machine), surroundings);
                }
                if (cached) {
                    List<String> command = nodeOfImage(newest);
                    command.add(1, "-XX:AOTCache=" + cache);
                    measureNode("Verge as in the image", newest, command, surroundings);
                }
            }
        }
        print();
        return 0;
    }

    private List<String> node(Path machine) {
        return List.of(machine.toString(), "-jar", jar.toString());
    }

    /** With the options that are built into the runtime of the image. */
    private List<String> nodeOfImage(Path machine) throws IOException {
        var command = new ArrayList<>(node(machine));
        command.addAll(
                1,
                Files.readAllLines(IMAGE_OPTIONS).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
        return command;
    }

    private void measureBare(Path machine, SampleSurroundings surroundings) throws Exception {
        var command = List.of(
                machine.toString(),
                "-cp",
                jar + java.io.File.pathSeparator + Path.of("target", "test-classes"),
                BareServer.class.getName(),
                Integer.toString(PORT),
                surroundings.databaseWithUser());
        add("bare Vert.x", machine, StartTime.of(new ProcessBuilder(command)::start, PORT, "/", 0));
    }

    private void measureNode(String name, Path machine, List<String> node, SampleSurroundings surroundings)
            throws Exception {
        var command = new ArrayList<>(node);
        command.addAll(List.of("serve", "--conf", conf.toString()));
        add(
                name,
                machine,
                StartTime.of(
                        () -> NodeProcess.start(command, surroundings.settings(), PORT), PORT, "/status", PORT + 1));
    }

    private void add(String name, Path machine, StartTime time) {
        times.computeIfAbsent("| " + name + " | " + home(machine), key -> new ArrayList<>())
                .add(time);
    }

    /** The name of its folder, above {@code bin/java}. */
    private static Path home(Path machine) {
        int names = machine.getNameCount();
        return names < 3 ? machine : machine.getName(names - 3);
    }

    private void print() {
        System.out.println(
                "\n| Server | Java | first 200, p50 ms | ready, p50 ms | slowest ms |\n|---|---|---:|---:|---:|");
        times.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "%s | %d | %d | %d |%n",
                name,
                millis(all, StartTime::first, 0.5),
                millis(all, StartTime::ready, 0.5),
                millis(all, StartTime::ready, 1)));
    }

    private static long millis(List<StartTime> times, Function<StartTime, Duration> part, double share) {
        List<Long> sorted =
                times.stream().map(part).map(Duration::toMillis).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.floor(share * sorted.size())));
    }
}
