package dev.verge.development;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.testing.Futures;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfWatchTest {
    @TempDir
    private Path conf;

    @Test
    void noticesChangedNewReplacedAndRemovedFiles() throws Exception {
        Vertx vertx = Vertx.vertx();
        Path file = Files.writeString(conf.resolve("openapi.yaml"), "one");
        BlockingQueue<Set<Path>> changes = new LinkedBlockingQueue<>();
        try (ConfWatch watch = ConfWatch.start(conf, vertx.getOrCreateContext(), changes::add)) {
            Files.writeString(file, "other");
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
}
