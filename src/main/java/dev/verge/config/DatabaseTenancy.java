package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.List;
import java.util.Locale;

/**
 * How the server is shared with others.
 *
 * @param pooler what stands between this node and the server
 */
public record DatabaseTenancy(Pooler pooler) {

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
                Pooler.valueOf(pooler.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
}
