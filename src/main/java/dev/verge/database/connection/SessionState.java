package dev.verge.database.connection;

import dev.verge.config.DatabaseServers.Target;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.database.wire.ToldColumn;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the server of a session says of itself, as libpq asks it for {@code target_session_attrs}. */
final class SessionState implements RowReader {
    /** The first is true of a standby until it is promoted; the second is of what takes no changes for any reason. */
    private static final String QUERY =
            "SELECT pg_catalog.pg_is_in_recovery()::text" + " || pg_catalog.current_setting('transaction_read_only')";

    private String told = "";

    private SessionState() {}

    /** @param send sends a batch to the server */
    static Future<SessionState> ask(Consumer<Batch> send) {
        var state = new SessionState();
        Promise<Void> asked = Promise.promise();
        send.accept(new Batch(List.of(Run.unprepared(QUERY, new String[0], state)), asked));
        return asked.future().map(state);
    }

    /** Why it will not do; null when it will. */
    @Nullable
    String unfit(Target target) {
        boolean standby = told.startsWith("true");
        boolean readOnly = told.endsWith("on");
        String reason =
                switch (target) {
                    case ANY, PREFER_STANDBY -> null;
                    case READ_WRITE -> !readOnly ? null : standby ? "is a standby" : "takes no changes";
                    case READ_ONLY -> readOnly ? null : "takes changes";
                    case PRIMARY -> standby ? "is a standby" : null;
                    case STANDBY -> standby ? null : "is no standby";
                };
        return reason == null ? null : reason + " (target_session_attrs=" + target.word() + ")";
    }

    @Override
    public void columns(List<ToldColumn> columns) {
        // One, as the query says.
    }

    @Override
    public void row(ByteBuf row) {
        row.skipBytes(Short.BYTES);
        told = row.readString(row.readInt(), StandardCharsets.UTF_8);
    }
}
