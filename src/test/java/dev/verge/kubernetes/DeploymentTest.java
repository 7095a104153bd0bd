package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.source.Mistakes;
import dev.verge.testing.Futures;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests say fits what the settings say. */
class DeploymentTest {
    /** For what a stop does after its limits: README, "Operate". */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private static final String BUDGET = "verge.dev/database-connections";

    static List<String> overlays() {
        return Manifests.OVERLAYS;
    }

    private static List<Object> overlay(String name) throws Exception {
        return Manifests.load(
                Manifests.render(Manifests.ROOT.resolve("overlays").resolve(name)));
    }

    private static List<Object> base() throws Exception {
        return Manifests.load(Files.readString(Manifests.ROOT.resolve("base/deployment.yaml")));
    }

    private static V1PodSpec pod(List<Object> objects) {
        return Manifests.find(objects, V1Deployment.class, "verge")
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Settings settings(Map<String, String> environment) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            var mistakes = new Mistakes();
            Settings settings = Futures.result(
                    new SettingsLoader(vertx, environment, Map.of()).load(Path.of("conf"), Map.of(), mistakes));
            assertThat(mistakes.list()).isEmpty();
            return settings;
        } finally {
            Void closed = Futures.result(vertx.close());
        }
    }

    /** The environment of a pod, without files that are there in a pod only. */
    private static Map<String, String> environment(List<Object> objects) {
        var environment = new HashMap<>(
                Manifests.find(objects, V1ConfigMap.class, "verge-settings").getData());
        environment.values().removeIf(value -> value.startsWith("/run/secrets/"));
        return environment;
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySettingIsKnownAndTheDatabaseHasRoomForEveryPod(String overlay) throws Exception {
        List<Object> objects = overlay(overlay);
        Settings settings = settings(environment(objects));
        var deployment = Manifests.find(objects, V1Deployment.class, "verge");
        int surge = deployment
                .getSpec()
                .getStrategy()
                .getRollingUpdate()
                .getMaxSurge()
                .getIntValue();
        int pods = Manifests.find(objects, V2HorizontalPodAutoscaler.class, "verge")
                        .getSpec()
                        .getMaxReplicas()
                + surge;
        assertThat(environment(objects)).containsEntry("VERGE_DATABASE_NODES", Integer.toString(pods));
        assertThat(pods * settings.database().lanes().connections())
                .as("connections of all pods")
                .isLessThanOrEqualTo(Integer.parseInt(
                        deployment.getMetadata().getAnnotations().get(BUDGET)));
    }

    @Test
    void theDatabaseHasRoomForEveryPoolOfPgBouncer() throws Exception {
        Path folder = Manifests.ROOT.resolve("components/pgbouncer");
        var pgbouncer = Manifests.find(
                Manifests.load(Files.readString(folder.resolve("pgbouncer.yaml"))), V1Deployment.class, "pgbouncer");
        var pool = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("pgbouncer.ini"))) {
            pool.load(reader);
        }
        int surge = pgbouncer
                .getSpec()
                .getStrategy()
                .getRollingUpdate()
                .getMaxSurge()
                .getIntValue();
        assertThat((pgbouncer.getSpec().getReplicas() + surge)
                        * Integer.parseInt(pool.getProperty("default_pool_size")))
                .isLessThanOrEqualTo(Integer.parseInt(Manifests.find(base(), V1Deployment.class, "verge")
                        .getMetadata()
                        .getAnnotations()
                        .get(BUDGET)));
    }

    @Test
    void withWorkloadIdentityThereIsNoPassword() throws Exception {
        List<Object> objects = Manifests.load(Manifests.render("base", "tls", "workload-identity"));
        assertThat(environment(objects)).containsEntry("VERGE_DATABASE_AUTHENTICATION", "workload-identity");
        V1PodSpec pod = pod(objects);
        assertThat(pod.getVolumes()).noneMatch(volume -> volume.getName().equals("database"));
        for (V1Container container :
                List.of(pod.getInitContainers().get(0), pod.getContainers().get(0))) {
            assertThat(container.getEnv())
                    .noneMatch(variable -> variable.getName().contains("PASSWORD"));
            assertThat(container.getVolumeMounts())
                    .noneMatch(mount -> mount.getName().equals("database"));
        }
    }

    @Test
    void portsAreThoseOfTheSettings() throws Exception {
        Settings settings = settings(Map.of());
        V1Container node = pod(base()).getContainers().get(0);
        assertThat(node.getPorts())
                .extracting(V1ContainerPort::getName, V1ContainerPort::getContainerPort)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "http", settings.http().port()),
                        org.assertj.core.groups.Tuple.tuple(
                                "management", settings.management().port()));
        for (var probe : List.of(node.getStartupProbe(), node.getLivenessProbe(), node.getReadinessProbe())) {
            assertThat(probe.getHttpGet().getPort().getStrValue()).isEqualTo("management");
        }
    }

    @Test
    void aStopHasTheTimeThatItMayTake() throws Exception {
        var http = settings(Map.of()).http();
        assertThat(Duration.ofSeconds(pod(base()).getTerminationGracePeriodSeconds()))
                .isEqualTo(http.drainDelay().plus(http.drainTimeout()).plus(ENDING));
    }

    @Test
    void everyContainerIsRestricted() throws Exception {
        V1PodSpec pod = pod(base());
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getInitContainers()).hasSize(1);
        for (V1Container container :
                List.of(pod.getInitContainers().get(0), pod.getContainers().get(0))) {
            var context = Objects.requireNonNull(container.getSecurityContext());
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        }
    }
}
