package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the server is shared with others.
 *
 * @param pooler what stands between this node and the server
 * @param nodes how many nodes like this one there are at a time
 * @param applicationName by what name the server shows this node's connections
 */
public record DatabaseTenancy(Pooler pooler, int nodes, String applicationName) {
    private static final String APPLICATION_NAME = "verge";
    /** The server cuts longer ones off, and puts question marks for other characters. */
    private static final Pattern SHOWN = Pattern.compile("[ -~]{1,63}");

    /** What stands between this node and the server, such as PgBouncer. */
    public enum Pooler {
        /** Nothing, or one that gives a connection of the server for as long as this node's connection lasts. */
        NONE,
        /** One that gives a connection for a transaction, and knows nothing of prepared statements. */
        TRANSACTION,
        /** The same, and statements that are prepared once are known on whichever connection it gives. */
        TRANSACTION_PREPARED
    }

    static DatabaseTenancy read(SettingsReader reader) {
        String pooler =
                reader.choice("database.pooler", "none", List.of("none", "transaction", "transaction-prepared"));
        return new DatabaseTenancy(
                Pooler.valueOf(pooler.toUpperCase(Locale.ROOT).replace('-', '_')),
                reader.number("database.nodes", 1, 1, 10_000),
                applicationName(reader));
    }

    private static String applicationName(SettingsReader reader) {
        String name = reader.text("database.applicationName", APPLICATION_NAME);
        if (!SHOWN.matcher(name).matches()) {
            reader.mistake("database.applicationName", name, "1 to 63 characters of ASCII");
        }
        return name;
    }
}
