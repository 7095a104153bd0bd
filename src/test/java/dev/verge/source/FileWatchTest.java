package dev.verge.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.testing.Futures;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    @TempDir
    private Path conf;

    @Test
    void noticesChangedNewReplacedAndRemovedFiles() throws Exception {
        Vertx vertx = Vertx.vertx();
        Path file = Files.writeString(conf.resolve("openapi.yaml"), "one");
        BlockingQueue<Set<Path>> changes = new LinkedBlockingQueue<>();
        try (FileWatch watch = FileWatch.of(List.of(conf), Duration.ofMillis(150))) {
            Files.writeString(file, "other");
            watch.start(vertx.getOrCreateContext(), changes::add);
            assertThat(changes.poll(10, TimeUnit.SECONDS)).containsExactly(file);
            Path created = Files.writeString(
                    Files.createDirectories(conf.resolve("sql/allow")).resolve("a.sql"), "x");
            assertThat(changes.poll(10, TimeUnit.SECONDS)).containsExactly(created);
            Path draft = Files.writeString(conf.resolve("openapi.yaml~"), "saved");
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(changes.poll(10, TimeUnit.SECONDS)).contains(file);
            Files.delete(created);
            assertThat(changes.poll(10, TimeUnit.SECONDS)).contains(created);
        } finally {
            Futures.result(vertx.close());
        }
    }

    /** As Kubernetes updates a mounted ConfigMap: the files stay links, what they lead to is another folder. */
    @Test
    void noticesASwappedLinkToAFolder() throws Exception {
        Vertx vertx = Vertx.vertx();
        Path before = Files.createDirectories(conf.resolve("..before"));
        Path after = Files.createDirectories(conf.resolve("..after"));
        // The same text at the same time: only the file is another one.
        for (Path version : List.of(before, after)) {
            Files.setLastModifiedTime(Files.writeString(version.resolve("a.sql"), "x"), FileTime.fromMillis(0));
        }
        Files.createSymbolicLink(conf.resolve("..data"), before);
        Path file = Files.createSymbolicLink(conf.resolve("a.sql"), Path.of("..data", "a.sql"));
        BlockingQueue<Set<Path>> changes = new LinkedBlockingQueue<>();
        try (FileWatch watch = FileWatch.of(List.of(conf), Duration.ofMillis(150))) {
            watch.start(vertx.getOrCreateContext(), changes::add);
            Path link = Files.createSymbolicLink(conf.resolve("..data_tmp"), after);
            Files.move(link, conf.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            assertThat(changes.poll(10, TimeUnit.SECONDS)).contains(file);
        } finally {
            Futures.result(vertx.close());
        }
    }
}
