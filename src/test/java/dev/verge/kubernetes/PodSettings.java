package dev.verge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.source.Mistakes;
import dev.verge.testing.Futures;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings that a node has in a pod. */
final class PodSettings {
    private PodSettings() {}

    static Settings of(List<Object> objects) throws Exception {
        return of(environment(objects));
    }

    static Settings of(Map<String, String> environment) throws Exception {
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
    static Map<String, String> environment(List<Object> objects) {
        var environment = new HashMap<>(
                Manifests.find(objects, V1ConfigMap.class, "verge-settings").getData());
        environment.values().removeIf(value -> value.startsWith("/run/secrets/"));
        return environment;
    }

    /** The connections that the database has for all of them. */
    static int databaseConnections(List<Object> objects) {
        return Integer.parseInt(Manifests.find(objects, V1Deployment.class, "verge")
                .getMetadata()
                .getAnnotations()
                .get("verge.dev/database-connections"));
    }
}
