package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server takes this node for.
 *
 * @param user the role to log in as
 * @param password its password; null when the server asks for none, or it stands in a file
 * @param passwordFile a file that holds the password, and may hold another one tomorrow; null without
 */
public record DatabaseLogin(
        String user, @Nullable String password, @Nullable String passwordFile) {

    /** Shows who it is without showing what proves it. */
    @Override
    public String toString() {
        return "DatabaseLogin[user=" + user + "]";
    }

    static DatabaseLogin read(SettingsReader reader, DatabaseUrl url) {
        String user = reader.text("database.user", url.user() == null ? "verge" : url.user());
        String password = reader.secret("database.password");
        String file = reader.optional("database.passwordFile");
        if (file == null || file.isEmpty()) {
            return new DatabaseLogin(user, password == null ? url.password() : password, null);
        }
        if (password != null) {
            reader.mistake("database.passwordFile", file, "this or database.password, not both");
        } else if (!isReadable(file)) {
            reader.mistake("database.passwordFile", file, "a file that can be read");
        }
        return new DatabaseLogin(user, null, file);
    }

    /** A directory is not. */
    private static boolean isReadable(String file) {
        try {
            return Files.isReadable(Path.of(file)) && !Files.isDirectory(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
