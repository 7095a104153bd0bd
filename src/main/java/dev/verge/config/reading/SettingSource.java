package dev.verge.config.reading;

import dev.verge.source.Location;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One place that settings come from.
 *
 * @param values the values by the name that they have here
 * @param name how this source spells a setting's key
 * @param locate where a name stands
 */
public record SettingSource(
        Map<String, ? extends @Nullable Object> values, UnaryOperator<String> name, Function<String, Location> locate) {

    /** Settings in the file: keys with dots, one level of the file each. */
    public static SettingSource file(
            Map<String, ? extends @Nullable Object> values, Function<String, Location> locate) {
        return new SettingSource(values, UnaryOperator.identity(), locate);
    }

    /** Settings in the environment: {@code http.maxBodySize} is {@code VERGE_HTTP_MAX_BODY_SIZE}. */
    public static SettingSource environment(Map<String, ? extends @Nullable Object> values) {
        return new SettingSource(values, SettingSource::variable, name -> new Location("environment", 0, name));
    }

    /**
     * What a platform says in the environment, in its own words.
     *
     * @param variables the names by key
     */
    public static SettingSource platform(
            Map<String, ? extends @Nullable Object> values, Map<String, String> variables) {
        return new SettingSource(
                values, key -> variables.getOrDefault(key, ""), name -> new Location("environment", 0, name));
    }

    /** Settings in system properties: {@code http.port} is {@code verge.http.port}. */
    public static SettingSource system(Map<String, ? extends @Nullable Object> values) {
        return new SettingSource(values, key -> "verge." + key, name -> new Location("system properties", 0, name));
    }

    /** Settings that a command brings itself, such as the dev mode's database. */
    public static SettingSource command(Map<String, ? extends @Nullable Object> values) {
        return new SettingSource(values, UnaryOperator.identity(), name -> new Location("command line", 0, name));
    }

    @Nullable
    Object value(String key) {
        return values.get(name.apply(key));
    }

    Location location(String key) {
        return locate.apply(name.apply(key));
    }

    Set<String> names() {
        return values.keySet();
    }

    /** The names one level below a section, as a key of the file would spell them. */
    Set<String> entries(String section) {
        String prefix = name.apply(section + ".");
        if (prefix.isEmpty()) {
            return Set.of();
        }
        char separator = prefix.charAt(prefix.length() - 1);
        return values.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.indexOf(separator, prefix.length()) > 0)
                .map(key -> key.substring(prefix.length(), key.indexOf(separator, prefix.length())))
                .map(entry -> separator == '_' ? entry.toLowerCase(Locale.ROOT) : entry)
                .collect(Collectors.toSet());
    }

    static String variable(String key) {
        var name = new StringBuilder("VERGE_");
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('_');
            }
            name.append(c == '.' ? '_' : Character.toUpperCase(c));
        }
        return name.toString();
    }
}
