package dev.verge.command;

import dev.verge.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The conf directory, as every command takes it. */
final class ConfOption {
    @Option(
            names = "--conf",
            paramLabel = "DIRECTORY",
            defaultValue = "conf",
            description = "The directory with verge.yaml, the contract and sql/ (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("conf");

    ConfOption() {}

    ConfOption(Path directory) {
        this.directory = directory;
    }

    /** The directory, which exists. */
    Path directory() {
        if (!Files.isDirectory(directory)) {
            throw new StartException("--conf: " + directory + " is not a directory");
        }
        return directory;
    }
}
