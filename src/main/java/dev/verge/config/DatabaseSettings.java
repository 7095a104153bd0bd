package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server and how many of its connections this node takes.
 *
 * @param servers where it is
 * @param login whom the server takes this node for
 * @param tls how the server is verified
 * @param tenancy how the server is shared with others
 * @param lanes how many of its connections this node holds, and how it shares them
 * @param session what a transaction's session knows of its caller
 * @param connectTimeout how long opening a connection to one host may take
 * @param replica a server that follows; null without
 */
public record DatabaseSettings(
        DatabaseServers servers,
        DatabaseLogin login,
        DatabaseTls tls,
        DatabaseTenancy tenancy,
        LaneSettings lanes,
        SessionSettings session,
        Duration connectTimeout,
        @Nullable DatabaseReplica replica) {

    /** Where it is, without credentials; empty when it cannot be told, which is a mistake. */
    public String url() {
        return servers.url();
    }

    /** The replica as the database that it is: reached with the same login, under the same limits; null without one. */
    public @Nullable DatabaseSettings ofReplica() {
        return replica == null
                ? null
                : new DatabaseSettings(
                        replica.servers(),
                        login,
                        tls,
                        tenancy,
                        lanes.with(replica.connections()),
                        session,
                        connectTimeout,
                        null);
    }

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
        DatabaseUrl parsed = DatabaseUrl.read(reader, "database.url", url);
        LaneSettings lanes = LaneSettings.read(reader);
        return new DatabaseSettings(
                parsed.servers(),
                DatabaseLogin.read(reader, parsed),
                DatabaseTls.read(reader),
                DatabaseTenancy.read(reader),
                lanes,
                SessionSettings.read(reader),
                reader.duration(
                        "database.connectTimeout",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)),
                DatabaseReplica.read(reader, lanes.connections()));
    }
}
