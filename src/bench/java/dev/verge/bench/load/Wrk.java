package dev.verge.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** wrk 4, with a script that cycles through the requests. */
public final class Wrk implements Generator {
    private static final String SCRIPT = "/dev/verge/bench/load/wrk.lua";

    private final Path program;
    private final Path script;

    /** Writes the script into a folder. */
    public Wrk(Path program, Path folder) throws IOException {
        this.program = program;
        this.script = folder.resolve("wrk.lua");
        try (var text = Wrk.class.getResourceAsStream(SCRIPT)) {
            Files.write(script, text.readAllBytes());
        }
    }

    @Override
    public LoadResult run(Load load, Runnable measuring) throws IOException, InterruptedException {
        if (!load.warmUp().isZero()) {
            LoadResult ignored = run(load, load.warmUp());
        }
        measuring.run();
        return run(load, load.duration());
    }

    private LoadResult run(Load load, Duration duration) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--threads=1",
                        "--connections=" + load.connections(),
                        "--duration=" + Math.max(1, duration.toSeconds()) + "s",
                        "--timeout=30s",
                        "--script=" + script,
                        "http://127.0.0.1:" + load.port(),
                        "--",
                        load.requests().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> last = output.lines().filter(line -> line.startsWith("{")).toList();
        if (process.waitFor() != 0 || last.isEmpty()) {
            throw new IOException("wrk failed:\n" + output);
        }
        return Samples.result(last.get(last.size() - 1));
    }

    @Override
    public String toString() {
        return "wrk";
    }
}
