package dev.verge.testing;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.DatabaseServers;
import dev.verge.config.DatabaseServers.Host;
import dev.verge.config.DatabaseServers.Target;
import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.config.DatabaseTls;
import dev.verge.config.LaneSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A database with one thing changed. */
public final class DatabaseVariant {
    private DatabaseVariant() {}

    /** Reached at another address. */
    public static DatabaseSettings at(DatabaseSettings base, String host, int port) {
        return at(base, List.of(new Host(host, port)));
    }

    /** Reached at any of several addresses. */
    public static DatabaseSettings at(DatabaseSettings base, List<Host> hosts) {
        return new DatabaseSettings(
                new DatabaseServers(hosts, base.servers().path(), base.servers().target(), hosts.size() > 1),
                base.login(),
                base.tls(),
                base.tenancy(),
                base.lanes(),
                base.session(),
                base.connectTimeout(),
                base.replica());
    }

    /** As another user. */
    public static DatabaseSettings with(DatabaseSettings base, DatabaseLogin login) {
        return new DatabaseSettings(
                base.servers(),
                login,
                base.tls(),
                base.tenancy(),
                base.lanes(),
                base.session(),
                base.connectTimeout(),
                base.replica());
    }

    /** Verified otherwise. */
    public static DatabaseSettings with(DatabaseSettings base, DatabaseTls tls) {
        return new DatabaseSettings(
                base.servers(),
                base.login(),
                tls,
                base.tenancy(),
                base.lanes(),
                base.session(),
                base.connectTimeout(),
                base.replica());
    }

    /** Behind a pooler, or none. */
    public static DatabaseSettings with(DatabaseSettings base, Pooler pooler) {
        DatabaseTenancy tenancy = base.tenancy();
        return with(base, new DatabaseTenancy(pooler, tenancy.nodes(), tenancy.applicationName()));
    }

    /** Shared otherwise with others. */
    public static DatabaseSettings with(DatabaseSettings base, DatabaseTenancy tenancy) {
        return new DatabaseSettings(
                base.servers(),
                base.login(),
                base.tls(),
                tenancy,
                base.lanes(),
                base.session(),
                base.connectTimeout(),
                base.replica());
    }

    /** Shared otherwise among requests. */
    public static DatabaseSettings with(DatabaseSettings base, LaneSettings lanes) {
        return new DatabaseSettings(
                base.servers(),
                base.login(),
                base.tls(),
                base.tenancy(),
                lanes,
                base.session(),
                base.connectTimeout(),
                base.replica());
    }

    /** With the first servers of others, of which one has to be something. */
    public static DatabaseSettings with(DatabaseSettings base, Target target, DatabaseSettings... others) {
        List<Host> hosts =
                Stream.of(others).map(other -> other.servers().hosts().get(0)).toList();
        return new DatabaseSettings(
                new DatabaseServers(hosts, base.servers().path(), target, false),
                base.login(),
                base.tls(),
                base.tenancy(),
                base.lanes(),
                base.session(),
                base.connectTimeout(),
                base.replica());
    }

    /** With another patience. */
    public static DatabaseSettings with(DatabaseSettings base, Duration connectTimeout) {
        return new DatabaseSettings(
                base.servers(),
                base.login(),
                base.tls(),
                base.tenancy(),
                base.lanes(),
                base.session(),
                connectTimeout,
                base.replica());
    }
}
