package dev.verge.testing;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.config.DatabaseTls;
import dev.verge.config.LaneSettings;
import java.net.URI;

/** A database with one thing changed. */
public final class DatabaseVariant {
    private DatabaseVariant() {}

    /** Reached at another address. */
    public static DatabaseSettings at(DatabaseSettings base, String host, int port) {
        return new DatabaseSettings(
                "postgresql://" + host + ":" + port + URI.create(base.url()).getPath(),
                base.login(),
                base.tls(),
                base.tenancy(),
                base.lanes(),
                base.session(),
                base.connectTimeout());
    }

    /** As another user. */
    public static DatabaseSettings with(DatabaseSettings base, DatabaseLogin login) {
        return new DatabaseSettings(
                base.url(), login, base.tls(), base.tenancy(), base.lanes(), base.session(), base.connectTimeout());
    }

    /** Verified otherwise. */
    public static DatabaseSettings with(DatabaseSettings base, DatabaseTls tls) {
        return new DatabaseSettings(
                base.url(), base.login(), tls, base.tenancy(), base.lanes(), base.session(), base.connectTimeout());
    }

    /** Behind a pooler, or none. */
    public static DatabaseSettings with(DatabaseSettings base, Pooler pooler) {
        DatabaseTenancy tenancy = base.tenancy();
        return with(base, new DatabaseTenancy(pooler, tenancy.nodes(), tenancy.applicationName()));
    }

    /** Shared otherwise with others. */
    public static DatabaseSettings with(DatabaseSettings base, DatabaseTenancy tenancy) {
        return new DatabaseSettings(
                base.url(), base.login(), base.tls(), tenancy, base.lanes(), base.session(), base.connectTimeout());
    }

    /** Shared otherwise among requests. */
    public static DatabaseSettings with(DatabaseSettings base, LaneSettings lanes) {
        return new DatabaseSettings(
                base.url(), base.login(), base.tls(), base.tenancy(), lanes, base.session(), base.connectTimeout());
    }
}
