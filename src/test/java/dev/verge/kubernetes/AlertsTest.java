package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus takes every expression and every text of the alerts, and they fire when they should. */
class AlertsTest {
    private static final Path FOLDER = Path.of("target/alerts");
    private static final Path TESTS = Path.of("src/test/resources/alerts.test.yaml");

    @BeforeAll
    static void write() throws IOException {
        String rules = Files.readString(Manifests.ROOT.resolve("components/monitoring/alerts.yaml"));
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve("alerts.yaml"),
                CustomResources.parse(rules).getJsonObject("spec").encode());
        Files.copy(TESTS, FOLDER.resolve(TESTS.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check rules alerts.yaml", "test rules alerts.test.yaml"})
    void prometheusHasNothingToObject(String command) throws Exception {
        Process promtool;
        try {
            promtool = new ProcessBuilder(List.of(("promtool " + command).split(" ")))
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("promtool is not installed");
            throw e;
        }
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(promtool.exitValue()).as(output).isZero();
    }
}
