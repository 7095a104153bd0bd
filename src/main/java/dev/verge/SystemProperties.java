package dev.verge;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The system properties of this process as text. */
final class SystemProperties {
    private SystemProperties() {}

    static Map<String, String> asMap() {
        var properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }
}
