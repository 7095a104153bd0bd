package dev.verge;

import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wrote, to be read at the start and whenever it changes.
 *
 * @param folder the conf folder
 * @param loader reads its settings and those of the process
 * @param command the settings that the command brings itself, over all others
 * @param ahead the contract for the start, where it is being read already
 */
public record Conf(
        Path folder,
        SettingsLoader loader,
        Map<String, Object> command,
        @Nullable ReadAhead ahead) {

    /** Takes a copy. */
    public Conf {
        command = Map.copyOf(command);
    }

    /** Of which nothing is read yet. */
    public Conf(Path folder, SettingsLoader loader, Map<String, Object> command) {
        this(folder, loader, command, null);
    }

    /** Loads what stands there for the start with these settings. */
    ApiLoader forStart(Vertx vertx, Settings settings) {
        return new ApiLoader(vertx, folder, settings, ahead);
    }

    /** The settings for a start; with any mistake they are not to be used. */
    public Future<Settings> settings(Mistakes mistakes) {
        return loader.load(folder, command, mistakes);
    }

    /** The settings for a node that runs with these; what it cannot change is a mistake. */
    Future<Settings> changed(Settings running, Mistakes mistakes) {
        return loader.load(folder, command, running, mistakes);
    }
}
