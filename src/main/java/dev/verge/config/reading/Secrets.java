package dev.verge.config.reading;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads secrets from the files that the environment names, as container platforms mount them. */
public final class Secrets {
    private final Set<String> keys;
    private final Mistakes mistakes;

    /** Reads those of these keys and adds what is wrong to the mistakes. */
    public Secrets(Set<String> keys, Mistakes mistakes) {
        this.keys = keys;
        this.mistakes = mistakes;
    }

    /** The variables with each {@code VERGE_..._FILE} of a secret replaced by the secret itself. */
    public Map<String, Object> resolve(Map<String, Object> variables) {
        var resolved = new LinkedHashMap<>(variables);
        for (String key : keys) {
            String name = SettingSource.variable(key);
            Object file = resolved.remove(name + "_FILE");
            if (file == null) {
                continue;
            }
            var location = new Location("environment", 0, name + "_FILE");
            if (resolved.containsKey(name)) {
                mistakes.add(location, name + "_FILE: stands beside " + name + " (expected: one of them)");
            }
            try {
                String secret = Files.readString(Path.of(file.toString()));
                resolved.put(name, secret.replaceFirst("\\R+$", ""));
            } catch (IOException | InvalidPathException e) {
                mistakes.add(location, name + "_FILE", file, "a file that can be read");
            }
        }
        return resolved;
    }
}
