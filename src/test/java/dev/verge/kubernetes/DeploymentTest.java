package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.Settings;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests say fits what the settings say. */
class DeploymentTest {
    /** For what a stop does after its limits: README, "Operate". */
    private static final Duration ENDING = Duration.ofSeconds(5);

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

    @ParameterizedTest
    @MethodSource("overlays")
    void everySettingIsKnownAndTheDatabaseHasRoomForEveryPod(String overlay) throws Exception {
        List<Object> objects = overlay(overlay);
        Settings settings = PodSettings.of(objects);
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
        assertThat(PodSettings.environment(objects)).containsEntry("VERGE_DATABASE_NODES", Integer.toString(pods));
        assertThat(pods * settings.database().lanes().connections())
                .as("connections of all pods")
                .isLessThanOrEqualTo(PodSettings.databaseConnections(objects));
    }

    @Test
    void withWorkloadIdentityThereIsNoPassword() throws Exception {
        List<Object> objects = Manifests.load(Manifests.render("base", "tls", "workload-identity"));
        assertThat(PodSettings.environment(objects))
                .containsEntry("VERGE_DATABASE_AUTHENTICATION", "workload-identity");
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
        Settings settings = PodSettings.of(Map.of());
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
        var http = PodSettings.of(Map.of()).http();
        assertThat(Duration.ofSeconds(pod(base()).getTerminationGracePeriodSeconds()))
                .isEqualTo(http.drainDelay().plus(http.drainTimeout()).plus(ENDING));
    }

    @Test
    void aStopIsHeardOfWhileItStillServes() throws Exception {
        var probe = pod(base()).getContainers().get(0).getReadinessProbe();
        assertThat(Duration.ofSeconds((long) probe.getPeriodSeconds() * probe.getFailureThreshold()))
                .isLessThan(PodSettings.of(Map.of()).http().drainDelay());
    }

    /** The database of the example is where the overlay says, and nowhere else. */
    @Test
    void inProductionTheWayToTheDatabaseIsNarrow() throws Exception {
        assertThat(Manifests.find(overlay("production"), V1NetworkPolicy.class, "verge")
                        .getSpec()
                        .getEgress())
                .filteredOn(rule -> rule.getPorts().get(0).getPort().equals(new IntOrString(5432)))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getTo())
                        .extracting(peer -> peer.getIpBlock().getCidr())
                        .containsExactly("10.20.30.0/24"));
    }

    /** A cluster that chooses users itself refuses a pod that names one. */
    @Test
    void onOpenShiftNoPodNamesAUser() throws Exception {
        List<Object> objects = Manifests.load(Manifests.render("base", "pgbouncer", "openshift"));
        for (String name : List.of("verge", "pgbouncer")) {
            var context = Manifests.find(objects, V1Deployment.class, name)
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getSecurityContext();
            assertThat(context.getRunAsNonRoot()).isTrue();
            assertThat(context.getRunAsUser()).isNull();
            assertThat(context.getRunAsGroup()).isNull();
            assertThat(context.getFsGroup()).isNull();
        }
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
