package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.testing.PgBouncer;
import dev.verge.testing.TestDatabase;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PgBouncer's pods have room for all nodes, tell whether they answer, and have time to end. */
class PgBouncerComponentTest {
    private static final Path FOLDER = Manifests.ROOT.resolve("components/pgbouncer");
    /** As for a node: README, "Operate". */
    private static final Duration ENDING = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private static V1DeploymentSpec deployment() throws IOException {
        return Manifests.find(
                        Manifests.load(Files.readString(FOLDER.resolve("pgbouncer.yaml"))),
                        V1Deployment.class,
                        "pgbouncer")
                .getSpec();
    }

    private static V1Container container() throws IOException {
        return deployment().getTemplate().getSpec().getContainers().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/production"})
    void thereIsRoomForAllNodes(String folder) throws Exception {
        List<Object> objects = Manifests.load(Manifests.render(folder, "pgbouncer"));
        var database = PodSettings.of(objects).database();
        var pool = new Properties();
        try (var reader = Files.newBufferedReader(FOLDER.resolve("pgbouncer.ini"))) {
            pool.load(reader);
        }
        int size = Integer.parseInt(pool.getProperty("default_pool_size"));
        int shared = database.lanes().connections() - database.lanes().exclusive(1);
        assertThat(database.tenancy().nodes() * shared)
                .as("shared connections of all nodes")
                .isLessThanOrEqualTo(size);
        int surge = deployment().getStrategy().getRollingUpdate().getMaxSurge().getIntValue();
        assertThat((deployment().getReplicas() + surge) * size)
                .as("connections of all pools")
                .isLessThanOrEqualTo(PodSettings.databaseConnections(objects));
    }

    @Test
    void theDatabaseKeepsItsName() throws Exception {
        List<Object> objects = Manifests.load(Manifests.render("overlays/production", "pgbouncer"));
        assertThat(PodSettings.of(objects).database().url()).isEqualTo("postgresql://pgbouncer:6432/shop");
    }

    @Test
    void aStopHasTheTimeThatConnectionsLast() throws Exception {
        var settings = PodSettings.of(Manifests.load(Manifests.render("base", "pgbouncer")));
        assertThat(Duration.ofSeconds(deployment().getTemplate().getSpec().getTerminationGracePeriodSeconds()))
                .isEqualTo(settings.database()
                        .lanes()
                        .lifetime()
                        .plus(settings.deadline().maximum())
                        .plus(ENDING));
    }

    @Test
    void itTellsWhetherItAnswers() throws Exception {
        assumeTrue(PgBouncer.installed().isPresent(), "pgbouncer is not on the PATH");
        try (var bouncer = new PgBouncer(TestDatabase.create("SELECT 1"), directory, 1)) {
            int port = bouncer.settings(Pooler.TRANSACTION)
                    .servers()
                    .hosts()
                    .get(0)
                    .port();
            String probe = container()
                    .getLivenessProbe()
                    .getExec()
                    .getCommand()
                    .get(2)
                    .replace("6432", Integer.toString(port));
            assertThat(ends(probe, 5)).isTrue();
            assertThat(ends("kill -STOP " + bouncer.process().pid(), 5)).isTrue();
            assertThat(ends(probe, 1)).as("while it hangs").isFalse();
        }
    }

    /** Whether a command ends well in so many seconds. */
    private static boolean ends(String command, int seconds) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command).start();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }
}
