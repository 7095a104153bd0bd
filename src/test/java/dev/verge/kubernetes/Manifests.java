package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The manifests of k8s/, as files and rendered. */
final class Manifests {
    static final Path ROOT = Path.of("k8s");
    static final List<String> OVERLAYS = List.of("local", "edge", "production");

    private Manifests() {}

    /** The files that are whole manifests, neither parts of one nor Kustomize's own. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .filter(file -> file.startsWith(ROOT.resolve("base")) || !file.endsWith("deployment.yaml"))
                    .toList();
        }
    }

    /** What Kustomize makes of a folder; skips the test where there is no kubectl. */
    static String render(Path folder) throws IOException, InterruptedException {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("kubectl is not installed");
            throw e;
        }
        String rendered = new String(kubectl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(kubectl.exitValue()).isZero();
        return rendered;
    }

    /** What Kustomize makes of one of its folders with components that the folder itself does not have. */
    static String render(String folder, String... components) throws IOException, InterruptedException {
        Path together = Files.createDirectories(
                Path.of("target", "kustomize", folder.replace('/', '-') + "-" + String.join("-", components)));
        String paths = Stream.of(components)
                .map(component -> "../../../k8s/components/" + component)
                .collect(Collectors.joining(", "));
        Files.writeString(
                together.resolve("kustomization.yaml"),
                "resources: [../../../k8s/" + folder + "]\ncomponents: [" + paths + "]\n");
        return render(together);
    }

    /**
     * The objects of a text, strictly: an unknown field or a wrong type fails. Those of the Prometheus operator are held to
     * its schemas, and left out.
     */
    static List<Object> load(String text) throws IOException {
        Map<Boolean, List<String>> documents =
                Stream.of(text.split("(?m)^---$")).collect(Collectors.partitioningBy(CustomResources::isOne));
        assertThat(documents.get(true)).allSatisfy(document -> assertThat(CustomResources.mistakes(document))
                .isEmpty());
        return Yaml.loadAll(String.join("---\n", documents.get(false)));
    }

    /** The one object of a type and name. */
    static <T extends io.kubernetes.client.common.KubernetesObject> T find(
            List<Object> objects, Class<T> type, String prefix) {
        List<T> found = objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(object -> object.getMetadata().getName().startsWith(prefix))
                .toList();
        assertThat(found).as("%s %s", type.getSimpleName(), prefix).hasSize(1);
        return found.get(0);
    }
}
