package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts and panels ask for metrics that exist: those that the documentation lists, which a test holds to the scrape. */
class MetricNamesTest {
    private static final Path METRICS = Path.of("src/docs/telemetry.md");
    private static final Path MONITORING = Manifests.ROOT.resolve("components/monitoring");
    private static final Pattern NAME = Pattern.compile("\\b(?:http|verge|db|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern SERIES = Pattern.compile("_(bucket|count|sum|max)$");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(match -> SERIES.matcher(match.group()).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String dashboard() throws IOException {
        return Files.readString(MONITORING.resolve("verge.json"));
    }

    @Test
    void everyMetricExists() throws IOException {
        assumeTrue(Files.exists(METRICS), "the table of metrics is not there");
        Set<String> asked = names(Files.readString(MONITORING.resolve("alerts.yaml")) + dashboard());
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(names(Files.readString(METRICS))).containsAll(asked);
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        String page = Files.readString(Path.of("src/docs/kubernetes.md"));
        assertThat(ALERT.matcher(Files.readString(MONITORING.resolve("alerts.yaml")))
                        .results())
                .hasSizeGreaterThan(5)
                .allSatisfy(alert -> assertThat(page).contains("| `" + alert.group(1) + "` |"));
    }

    @Test
    void everyPanelHasQueries() throws IOException {
        assertThat(new JsonObject(dashboard()).getJsonArray("panels"))
                .isNotEmpty()
                .allSatisfy(panel ->
                        assertThat(((JsonObject) panel).getJsonArray("targets")).isNotEmpty());
    }
}
