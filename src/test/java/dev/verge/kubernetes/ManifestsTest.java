package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kubernetes takes every manifest, and the configuration is all of conf. */
class ManifestsTest {
    private static final Pattern FILE = Pattern.compile("^      - (\\S+)$", Pattern.MULTILINE);

    static List<Path> files() throws IOException {
        return Manifests.files();
    }

    static List<String> overlays() {
        return Manifests.OVERLAYS;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsStrictlyWhatKubernetesKnows(Path file) throws IOException {
        assertThat(Manifests.load(Files.readString(file))).doesNotContainNull();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyOverlayRendersToWhatKubernetesKnows(String overlay) throws Exception {
        String rendered = Manifests.render(Manifests.ROOT.resolve("overlays").resolve(overlay));
        assertThat(Manifests.load(rendered)).hasSizeGreaterThan(8).doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "monitoring", "otlp", "pgbouncer", "workload-identity", "openshift"})
    void everyComponentFitsTheBase(String component) throws Exception {
        assertThat(Manifests.load(Manifests.render("base", component)))
                .hasSizeGreaterThan(8)
                .doesNotContainNull();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyOverlayTakesPgBouncerTracesAndOpenShift(String overlay) throws Exception {
        assertThat(Manifests.load(Manifests.render("overlays/" + overlay, "pgbouncer", "otlp", "openshift")))
                .hasSizeGreaterThan(8)
                .doesNotContainNull();
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsRefused() {
        assertThatThrownBy(
                        () -> Manifests.load("apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {prots: []}\n"))
                .hasMessageContaining("prots");
    }

    @Test
    void theConfigMapsHoldEveryFileOfConf() throws IOException {
        Path conf = Path.of("conf");
        Set<String> listed = FILE.matcher(Files.readString(conf.resolve("kustomization.yaml")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.walk(conf)) {
            assertThat(listed)
                    .isEqualTo(files.filter(Files::isRegularFile)
                            .filter(file ->
                                    !file.startsWith(conf.resolve("dev")) && !file.endsWith("kustomization.yaml"))
                            .map(file -> conf.relativize(file).toString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
