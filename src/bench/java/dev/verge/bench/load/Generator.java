package dev.verge.bench.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Makes load: each caller on a connection of its own, which sends its next request when the answer is there. */
public interface Generator {
    /**
     * Warms up, then measures; for a thread that may wait.
     *
     * @param measuring is run when the warm-up is over
     */
    LoadResult run(Load load, Runnable measuring) throws IOException, InterruptedException;

    /** wrk where it is on the path, else the built-in one. */
    static Generator best(Path folder) throws IOException {
        Optional<Path> wrk = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, "wrk"))
                .filter(Files::isExecutable)
                .findFirst();
        return wrk.isPresent() ? new Wrk(wrk.get(), folder) : new BuiltIn();
    }
}
