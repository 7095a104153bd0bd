package dev.verge;

import dev.verge.config.SettingsLoader;
import io.vertx.core.Vertx;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the settings of this process come from: its files, its environment and its system properties. */
public final class ProcessSettings {
    private ProcessSettings() {}

    /** Loads settings as this process sees them. */
    public static SettingsLoader loader(Vertx vertx) {
        var properties = System.getProperties();
        return new SettingsLoader(
                vertx,
                System.getenv(),
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(Function.identity(), properties::getProperty)));
    }
}
