package dev.verge;

import dev.verge.config.DatabaseSettings;
import dev.verge.testing.Eventually;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a command in a process of its own, as a person or a cluster would, with the log that they would see. */
public final class TestProcess implements AutoCloseable {
    private static final Set<Integer> OFFERED = ConcurrentHashMap.newKeySet();

    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private TestProcess(Process process) {
        this.process = process;
        var reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a command. */
    public static TestProcess start(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "dev.verge.command.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("VERGE_"));
        builder.environment().putAll(environment);
        try {
            return new TestProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves a conf folder over a database, with these settings in the environment. */
    public static TestProcess serve(Path conf, DatabaseSettings database, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("VERGE_DATABASE_URL", database.url());
        environment.put("VERGE_DATABASE_USER", database.user());
        environment.put("VERGE_DATABASE_PASSWORD", database.password());
        environment.put("VERGE_DATABASE_TLS", "off");
        return start(environment, "serve", "--conf=" + conf);
    }

    /** Without the tests' own resources: the log is configured as it is delivered. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A port that is free now, and another one each time: the system may well offer one again that nobody has taken yet. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return OFFERED.add(socket.getLocalPort()) ? socket.getLocalPort() : freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("The output ends: " + e.getMessage());
        }
    }

    /** Everything that was printed and logged so far. */
    public String output() {
        return String.join("\n", lines);
    }

    /** Waits until something is in the output. */
    public void awaitOutput(String text) {
        Eventually.holds(() -> {
            if (!output().contains(text)) {
                throw new AssertionError("not in the output: " + text + "\n" + output());
            }
        });
    }

    /** Asks it to end, as systemd and Kubernetes do; its output goes on, which it would not by its Process. */
    public void terminate() {
        boolean ignored = process.toHandle().destroy();
    }

    /** Asks it to read its files again, as operators do. */
    public void hangUp() {
        try {
            var signal = new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid())).start();
            if (signal.waitFor() != 0) {
                throw new AssertionError("no signal could be sent");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end. */
    public int exitStatus() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The processes that it has started and that still run. */
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    @Override
    public void close() {
        terminate();
        try {
            int ignored = exitStatus();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
