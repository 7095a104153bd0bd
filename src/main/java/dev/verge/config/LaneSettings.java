package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.time.Duration;

/**
 * How this node shares its connections to the database.
 *
 * @param connections how many it holds in all, 2 or more
 * @param warm how many of them are open before the node is ready, and always; 0 for two for each event loop
 * @param exclusive how many of them carry one request at a time; 0 for a fifth, at least one for each event loop
 * @param depth how many requests each of the others carries at a time
 * @param queue how many requests may wait for a place in all; more are refused at once
 * @param statementTimeout how long a statement may run beside others; one that takes longer runs exclusively
 * @param lifetime after how long a connection is replaced
 * @param maxAnswerSize how many bytes the rows of one request may have, as the database sends them
 */
public record LaneSettings(
        int connections,
        int warm,
        int exclusive,
        int depth,
        int queue,
        Duration statementTimeout,
        Duration lifetime,
        int maxAnswerSize) {

    static LaneSettings read(SettingsReader reader) {
        return new LaneSettings(
                reader.number("database.connections", 10, 2, 10_000),
                reader.number("database.warm", 0, 0, 10_000),
                reader.number("database.exclusive", 0, 0, 10_000),
                reader.number("database.depth", 256, 1, 10_000),
                reader.number("database.queue", 1_000, 0, 1_000_000),
                reader.duration(
                        "database.statementTimeout",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1)),
                reader.duration(
                        "database.lifetime", Duration.ofMinutes(30), Duration.ofSeconds(10), Duration.ofHours(24)),
                reader.size("database.maxAnswerSize", 8 << 20, 1 << 10, 1 << 30));
    }

    /** The same limits for another number of connections, with the usual shares of it. */
    LaneSettings with(int others) {
        return new LaneSettings(others, 0, 0, depth, queue, statementTimeout, lifetime, maxAnswerSize);
    }

    /** How many connections carry one request at a time when so many event loops share them, at least one each. */
    public int exclusive(int loops) {
        int wanted = exclusive == 0 ? connections / 5 : exclusive;
        return Math.min(Math.max(wanted, loops), connections - loops);
    }

    /** How many connections are kept warm when so many event loops share them, at least one of either kind for each. */
    public int warm(int loops) {
        return Math.min(Math.max(warm, 2 * loops), connections);
    }

    /** How many of the warm connections carry one request at a time: as large a share as of all, at least one for each event loop. */
    public int warmExclusive(int loops) {
        int share = warm(loops) * exclusive(loops) / connections;
        return Math.min(Math.max(share, loops), warm(loops) - loops);
    }

    /** How many event loops the connections are enough for, each having one of either kind. */
    int loops() {
        return connections / 2;
    }

    void refuseUneven(SettingsReader reader, int loops) {
        if (warm > connections) {
            reader.mistake("database.warm", warm, "at most database.connections, which is " + connections);
        }
        if (exclusive != 0 && exclusive != exclusive(loops)) {
            reader.mistake(
                    "database.exclusive",
                    exclusive,
                    "0 or " + loops + ".." + (connections - loops) + ": each of " + loops
                            + " event loops (http.instances) needs one of either kind");
        }
    }
}
