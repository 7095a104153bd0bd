package dev.verge.development;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an embedded PostgreSQL with this process, however that ends, and removes its files: a shell that reads until
 * nobody holds the other end of its input any more. Without it, a {@code kill -9} would leave the database running.
 */
final class PostgresGuard implements AutoCloseable {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final long PATIENCE_SECONDS = 10;

    /** Signals of the terminal are for this process, which closes the input when it is done with the database. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            while read -r line; do :; done
            for again in 1 2 3 4 5 6 7 8 9 10; do
              pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null && sleep 0.2
              rm -rf "$1" 2>/dev/null && test ! -e "$1" && exit
              sleep 0.2
            done
            """;

    private final @Nullable Process process;

    private PostgresGuard(@Nullable Process process) {
        this.process = process;
    }

    /** Guards the server whose data is in {@code data} below a folder; there is no guard where there is no shell. */
    static PostgresGuard over(Path folder) throws IOException {
        if (!Files.isExecutable(SHELL)) {
            return new PostgresGuard(null);
        }
        return new PostgresGuard(
                new ProcessBuilder(SHELL.toString(), "-c", SCRIPT, "verge-postgres-guard", folder.toString())
                        .directory(new File("/"))
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start());
    }

    /** Ends the server, if it runs, and waits for that. */
    @Override
    public void close() throws IOException {
        if (process == null) {
            return;
        }
        process.getOutputStream().close();
        try {
            boolean ignored = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
