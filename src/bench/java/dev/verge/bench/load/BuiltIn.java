package dev.verge.bench.load;

import dev.verge.bench.process.OwnClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** The built-in generator: {@link Callers} in a process of its own, so that its time is not the server's. */
public final class BuiltIn implements Generator {
    @Override
    public LoadResult run(Load load, Runnable measuring) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(OwnClassPath.command(
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        Callers.class,
                        Integer.toString(load.port()),
                        load.requests().toString(),
                        Integer.toString(load.connections()),
                        Long.toString(load.warmUp().toMillis()),
                        Long.toString(load.duration().toMillis())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            if (Callers.MEASURING.equals(output.readLine())) {
                measuring.run();
                return Callers.result(output.readLine());
            }
            throw new IOException("the generator ended with status " + process.waitFor());
        } finally {
            process.destroy();
        }
    }

    @Override
    public String toString() {
        return "the built-in generator";
    }
}
