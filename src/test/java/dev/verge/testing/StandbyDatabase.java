package dev.verge.testing;

import dev.verge.config.DatabaseServers.Target;
import dev.verge.config.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A primary and a standby that follows it: two embedded servers of a test's own. The standby begins as a copy of the
 * primary's files, for embedded servers bring no pg_basebackup.
 */
public final class StandbyDatabase implements AutoCloseable {
    private final StoppableDatabase primary;
    private final StoppableDatabase standby;

    /** Starts both with their data in a directory that the test removes. */
    public StandbyDatabase(Path directory) throws IOException {
        Path original = directory.resolve("primary");
        Path copy = directory.resolve("standby");
        primary = new StoppableDatabase(original);
        primary.stop();
        copy(original, copy);
        primary.start();
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 user=postgres port="
                        + primary.settings().servers().hosts().get(0).port() + "'\n");
        standby = new StoppableDatabase(copy);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.endsWith("postmaster.pid")) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Where changes are made. */
    public StoppableDatabase primary() {
        return primary;
    }

    /** What follows. */
    public StoppableDatabase standby() {
        return standby;
    }

    /** Makes the standby a primary of its own, and waits until it is. */
    public void promote() {
        TestDatabase.query(standby.settings(), "select pg_promote(true, 30)");
    }

    /** Waits until the standby knows all that the primary does. */
    public void catchUp() {
        String sent = TestDatabase.query(primary.settings(), "select pg_current_wal_lsn()")
                .get(0);
        Eventually.holds(() -> {
            List<String> there =
                    TestDatabase.query(standby.settings(), "select pg_last_wal_replay_lsn() >= '" + sent + "'::pg_lsn");
            if (!there.equals(List.of("t"))) {
                throw new AssertionError("the standby is behind");
            }
        });
    }

    /** The primary's settings with both servers in the URL, the primary first. */
    public DatabaseSettings both(Target target) {
        return DatabaseVariant.with(primary.settings(), target, primary.settings(), standby.settings());
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
