package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of {@code src/test/node}, with what they need installed below {@code target}. */
final class NodePrograms {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path INSTALLED = Path.of("target/node");

    private NodePrograms() {}

    /** Installs them; aborts the test, saying why, where there is no Node. */
    static synchronized void install() {
        assumeTrue(exists("node") && exists("npm"), "needs node and npm on the PATH (Node 20 or newer)");
        try (Stream<Path> sources = Files.list(SOURCES)) {
            Files.createDirectories(INSTALLED);
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Files.copy(source, INSTALLED.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(INSTALLED.resolve("node_modules"))) {
                output(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a program prints until it ends. */
    static String run(String program, String... arguments) {
        install();
        return output(command(program, arguments));
    }

    /** A program that runs until it is ended; what it says goes where the tests' own output goes. */
    static Process start(String program, String... arguments) {
        install();
        try {
            return new ProcessBuilder(command(program, arguments))
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(INSTALLED.resolve(program + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String program, String... arguments) {
        var command = new ArrayList<>(List.of("node", program));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String output(List<String> command) {
        try {
            Path errors = INSTALLED.resolve("errors.log");
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", command, Files.readString(errors))
                    .isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean exists(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
