package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server takes this node for.
 *
 * @param user the role to log in as
 * @param password its password; null when the server asks for none, or something else proves who it is
 * @param passwordFile a file that holds the password, and may hold another one tomorrow; null without
 * @param workloadIdentity how to get access tokens that stand for the password; null without
 */
public record DatabaseLogin(
        String user,
        @Nullable String password,
        @Nullable String passwordFile,
        @Nullable WorkloadIdentitySettings workloadIdentity) {

    /** Shows who it is without showing what proves it. */
    @Override
    public String toString() {
        return "DatabaseLogin[user=" + user + "]";
    }

    static DatabaseLogin read(SettingsReader reader, DatabaseUrl url) {
        String user = reader.text("database.user", url.user() == null ? "verge" : url.user());
        String password = reader.secret("database.password");
        String file = reader.optional("database.passwordFile");
        boolean tokens = reader.choice("database.authentication", "password", List.of("password", "workload-identity"))
                .equals("workload-identity");
        WorkloadIdentitySettings identity = WorkloadIdentitySettings.read(reader, tokens);
        if (tokens) {
            if (password != null || url.password() != null || (file != null && !file.isEmpty())) {
                reader.mistake("database.authentication", "workload-identity", "no password beside it");
            }
            return new DatabaseLogin(user, null, null, identity);
        }
        if (file == null || file.isEmpty()) {
            return new DatabaseLogin(user, password == null ? url.password() : password, null, null);
        }
        if (password != null) {
            reader.mistake("database.passwordFile", file, "this or database.password, not both");
        } else if (!ReadableFile.isReadable(file)) {
            reader.mistake("database.passwordFile", file, "a file that can be read");
        }
        return new DatabaseLogin(user, null, file, null);
    }
}
