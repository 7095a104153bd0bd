package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server and how many of its connections this node takes.
 *
 * @param url {@code postgresql://host:port/database}; empty when it cannot be told, which is a mistake
 * @param login whom the server takes this node for
 * @param tls how the server is verified
 * @param tenancy how the server is shared with others
 * @param lanes how many of its connections this node holds, and how it shares them
 * @param session what a transaction's session knows of its caller
 * @param connectTimeout how long opening a connection may take
 */
public record DatabaseSettings(
        String url,
        DatabaseLogin login,
        DatabaseTls tls,
        DatabaseTenancy tenancy,
        LaneSettings lanes,
        SessionSettings session,
        Duration connectTimeout) {

    /** The role to log in as. */
    public String user() {
        return login.user();
    }

    /** Its password; null when the server asks for none, or it stands in a file. */
    public @Nullable String password() {
        return login.password();
    }

    static DatabaseSettings read(SettingsReader reader) {
        String url = reader.text("database.url", "postgresql://127.0.0.1:5432/verge");
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        if (parsed == null) {
            reader.mistake("database.url", DatabaseUrl.mask(url), "postgresql://host:port/database");
            parsed = new DatabaseUrl("", null, null);
        }
        return new DatabaseSettings(
                parsed.location(),
                DatabaseLogin.read(reader, parsed),
                DatabaseTls.read(reader),
                DatabaseTenancy.read(reader),
                LaneSettings.read(reader),
                SessionSettings.read(reader),
                reader.duration(
                        "database.connectTimeout",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)));
    }
}
