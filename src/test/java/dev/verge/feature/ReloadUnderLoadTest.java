package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.observation.Observation.ContractServed;
import dev.verge.testing.Eventually;
import dev.verge.testing.Folders;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that watches its ConfigMap, under callers who notice nothing of it. */
class ReloadUnderLoadTest {
    private static final int CHANGES = 20;

    @TempDir
    private Path conf;

    private int versions;

    /** A new version of all files takes the place of the one before in one step, as Kubernetes does it. */
    private void swap(String before, String after) throws IOException {
        Path version = Folders.copy(Sample.CONF, conf.resolve("..version-" + versions++));
        Folders.replace(version.resolve("sql/getStatus.sql"), before, after);
        Path link = Files.createSymbolicLink(conf.resolve("..data_tmp"), version.getFileName());
        Files.move(link, conf.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static long count(TestServer server, Class<?> kind) {
        return server.observations().stream().filter(kind::isInstance).count();
    }

    @Test
    void goodAndBadVersionsCostNoRequest() throws IOException {
        swap("pg_is_in_recovery()", "pg_is_in_recovery()");
        for (String name : List.of("verge.yaml", "openapi.yaml", "sql", "dev")) {
            Files.createSymbolicLink(conf.resolve(name), Path.of("..data", name));
        }
        try (var server = TestServer.start(conf, Map.of("reload.watch", "true", "reload.interval", "100ms"));
                var load = new SteadyLoad(8, HttpVersion.HTTP_1_1, server::port)) {
            for (int i = 1; i <= CHANGES; i++) {
                load.awaitAnswers(20);
                int served = i + 1;
                swap("not pg_is_in_recovery()", i % 2 == 0 ? "true" : "not pg_is_in_recovery() and true");
                Eventually.holds(
                        () -> assertThat(count(server, ContractServed.class)).isEqualTo(served));
            }
            assertThat(count(server, ChangeRefused.class)).isZero();
            for (int i = 1; i <= 10; i++) {
                load.awaitAnswers(20);
                int refused = i;
                swap("pg_is_in_recovery()", "pg_is_in_discovery()");
                Eventually.holds(
                        () -> assertThat(count(server, ChangeRefused.class)).isEqualTo(refused));
                var ready = server.management().get("/ready");
                assertThat(ready.status()).isEqualTo(200);
                assertThat(ready.body().toString()).contains("\"reason\":\"change refused: conf, 1 mistake\"");
            }
            load.awaitAnswers(20);
            assertThat(load.failures()).isEmpty();
            assertThat(count(server, ContractServed.class)).isEqualTo(CHANGES + 1);
        }
    }
}
