package dev.verge.database.connection;

import dev.verge.database.wire.Batch;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import io.vertx.core.Promise;
import java.util.List;

/**
 * Has the server notice within about ten seconds that the line to this node is dead, instead of after two hours: until then
 * a transaction that arrived in part would keep its locks. What an operator has set, for the server, the database or the
 * role, stays.
 */
final class ServerKeepAlive {
    private static final String SET = """
            SELECT pg_catalog.set_config(s.name, v.value, false)
              FROM pg_catalog.pg_settings s
              JOIN (VALUES ('tcp_keepalives_idle', '4'),
                           ('tcp_keepalives_interval', '2'),
                           ('tcp_keepalives_count', '3'),
                           ('tcp_user_timeout', '10000')) AS v (name, value) ON v.name = s.name
             WHERE s.source = 'default'""";

    private ServerKeepAlive() {}

    /** One that does not know these settings is none the worse for being asked. */
    static Batch batch() {
        return new Batch(List.of(Run.unprepared(SET, new String[0], RowReader.UNREAD)), Promise.promise());
    }
}
