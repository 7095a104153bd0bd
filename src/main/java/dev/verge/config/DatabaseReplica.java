package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import org.jspecify.annotations.Nullable;

/**
 * A server that follows the database's, and answers operations that put up with what was true a moment ago.
 *
 * @param servers where it is
 * @param connections how many connections to it this node holds in all, 2 or more
 */
public record DatabaseReplica(DatabaseServers servers, int connections) {

    /** Null where none is named. */
    static @Nullable DatabaseReplica read(SettingsReader reader, int standard) {
        String url = reader.optional("database.replica.url");
        int connections = reader.number("database.replica.connections", standard, 2, 10_000);
        if (url == null || url.isEmpty()) {
            return null;
        }
        DatabaseUrl parsed = DatabaseUrl.read(reader, "database.replica.url", url);
        if (parsed.user() != null) {
            reader.mistake(
                    "database.replica.url",
                    DatabaseUrl.mask(url),
                    "no user and no password, which are those of database.url");
        }
        return new DatabaseReplica(parsed.servers(), connections);
    }

    void refuseFewer(SettingsReader reader, int loops) {
        if (connections < 2 * loops) {
            reader.mistake(
                    "database.replica.connections",
                    connections,
                    "two or more for each of " + loops + " event loops (http.instances): " + 2 * loops);
        }
    }
}
