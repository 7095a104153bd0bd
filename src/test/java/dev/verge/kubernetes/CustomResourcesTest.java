package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Prometheus operator knows is taken, and each way to differ from it is refused. */
class CustomResourcesTest {
    private static final Path MONITORING = Manifests.ROOT.resolve("components/monitoring");

    private static String read(String file) throws IOException {
        return Files.readString(MONITORING.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod-monitor.yaml", "alerts.yaml"})
    void theManifestsAreOfTheOperator(String file) throws IOException {
        assertThat(CustomResources.isOne(read(file))).isTrue();
        assertThat(CustomResources.mistakes(read(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A key that is misspelt, at every level.
                "pod-monitor.yaml | podMetricsEndpoints: | podMetricsEndpoint: | podMetricsEndpoint",
                "pod-monitor.yaml | path: /metrics | pfad: /metrics | pfad",
                "pod-monitor.yaml | matchLabels: | matchLabel: | matchLabel",
                "pod-monitor.yaml | metadata: | meta: | meta",
                "alerts.yaml | groups: | group: | group",
                "alerts.yaml | rules: | rule: | rule",
                "alerts.yaml | for: 5m | For: 5m | For",
                // A wrong type.
                "pod-monitor.yaml | interval: 15s | interval: 15 | interval",
                "pod-monitor.yaml | port: management | port: 8081 | port",
                "pod-monitor.yaml | path: /metrics | honorLabels: 'yes' | honorLabels",
                "alerts.yaml | {severity: critical} | {severity: 1} | severity",
                "alerts.yaml | {severity: critical} | [severity] | labels",
                "alerts.yaml | expr: max by (pod) (verge_contract_stale) == 1 | expr: true | expr",
                // A field that is required and missing.
                "pod-monitor.yaml | name: verge | namespace: verge | name",
                "pod-monitor.yaml | selector: | attachMetadata: | selector",
                "alerts.yaml | name: verge | namespace: verge | name",
                "alerts.yaml | expr: max by (pod) (verge_contract_stale) == 1 | record: verge | expr",
                "alerts.yaml | - name: verge | - interval: 1m | name",
                // What is no value of its enumeration or pattern.
                "pod-monitor.yaml | interval: 15s | interval: 15 seconds | interval",
                "pod-monitor.yaml | path: /metrics | scrapeTimeout: 1.5s | scrapeTimeout",
                "pod-monitor.yaml | path: /metrics | scheme: tls | scheme",
                "pod-monitor.yaml | path: /metrics | relabelings: [{action: rename}] | action",
                "alerts.yaml | for: 5m | for: five minutes | for",
                "alerts.yaml | for: 5m | keep_firing_for: 5 m | keep_firing_for",
                "alerts.yaml | - name: verge | - name: '' | name",
                "alerts.yaml | monitoring.coreos.com/v1 | monitoring.coreos.com/v2 | apiVersion",
                "alerts.yaml | kind: PrometheusRule | kind: PrometheusRules | kind"
            })
    void everyMistakeIsFound(String file, String right, String wrong, String named) throws IOException {
        String manifest = read(file);
        assertThat(manifest).contains(right);
        String mistaken = manifest.replaceFirst(Pattern.quote(right), wrong);
        assertThat(CustomResources.mistakes(mistaken)).anyMatch(mistake -> mistake.contains(named));
        assertThatThrownBy(() -> Manifests.load(mistaken)).isInstanceOf(AssertionError.class);
    }
}
