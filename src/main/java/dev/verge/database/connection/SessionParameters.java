package dev.verge.database.connection;

import dev.verge.config.DatabaseTenancy;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.database.wire.Command;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the server is told of the forms in which values are read and written as text, and of how long a statement may
 * run. Behind a pooler that gives another connection to each transaction this must be said in the transaction, for it
 * alone: all but what PgBouncer keeps for each of its clients (its documentation, {@code track_extra_parameters}).
 *
 * @param startup what is said when the connection opens
 * @param local what is said in each transaction; empty without such a pooler
 */
record SessionParameters(Map<String, String> startup, Map<String, String> local) {
    /** @param statementTimeout after how long the server ends a statement; null for what the server itself is set to */
    static SessionParameters of(DatabaseTenancy tenancy, @Nullable Duration statementTimeout) {
        var kept = new LinkedHashMap<String, String>();
        kept.put("application_name", tenancy.applicationName());
        kept.put("client_encoding", "UTF8");
        kept.put("TimeZone", "UTC");
        // As SQL files are read.
        kept.put("standard_conforming_strings", "on");
        var others = new LinkedHashMap<String, String>();
        // PgBouncer keeps this one, too, but the server calls it "ISO, MDY", so before 1.22 it is said anew ahead of
        // each transaction; and 1.18 then sometimes left all that followed unread.
        others.put("DateStyle", "ISO");
        others.put("IntervalStyle", "iso_8601");
        others.put("bytea_output", "hex");
        // Every digit that tells a number from its neighbours.
        others.put("extra_float_digits", "1");
        if (statementTimeout != null) {
            others.put("statement_timeout", String.valueOf(statementTimeout.toMillis()));
        }
        if (tenancy.pooler() == Pooler.NONE) {
            kept.putAll(others);
            others.clear();
        }
        return new SessionParameters(kept, others);
    }

    /** What each transaction begins with; null for nothing. */
    @Nullable
    Command beginning() {
        return local.isEmpty()
                ? null
                : Run.unprepared(
                        local.entrySet().stream()
                                .map(SessionParameters::set)
                                .collect(Collectors.joining(", ", "SELECT ", "")),
                        new String[0],
                        RowReader.UNREAD);
    }

    private static String set(Entry<String, String> setting) {
        return "pg_catalog.set_config('" + setting.getKey() + "', '" + setting.getValue() + "', true)";
    }
}
