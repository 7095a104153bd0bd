package dev.verge.database.connection;

import dev.verge.config.DatabaseServers;
import dev.verge.config.DatabaseServers.Host;
import dev.verge.config.DatabaseServers.Target;
import dev.verge.database.connection.Connector.Opened;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

/**
 * The servers of a database, tried one after the other from the last one that would do. Confined to one event loop.
 */
final class HostSearch {
    private final DatabaseServers servers;
    private int good;

    HostSearch(DatabaseServers servers) {
        this.servers = servers;
        this.good = servers.random()
                ? ThreadLocalRandom.current().nextInt(servers.hosts().size())
                : 0;
    }

    /**
     * The first that will do; fails with what is wrong with each of them.
     *
     * @param ahead how many are left for last
     * @param connect connects to one that has to be something
     */
    Future<Opened> run(int ahead, BiFunction<Host, Target, Future<Opened>> connect) {
        Target target = servers.target();
        if (target != Target.PREFER_STANDBY) {
            return attempt(good + ahead, 0, target, new LinkedHashMap<>(), connect);
        }
        return attempt(good + ahead, 0, Target.STANDBY, new LinkedHashMap<>(), connect)
                .recover(none -> attempt(good + ahead, 0, Target.ANY, new LinkedHashMap<>(), connect));
    }

    private Future<Opened> attempt(
            int first,
            int tried,
            Target target,
            Map<Host, DatabaseUnreachableException> reasons,
            BiFunction<Host, Target, Future<Opened>> connect) {
        int count = servers.hosts().size();
        int index = (first + tried) % count;
        Host host = servers.hosts().get(index);
        return connect.apply(host, target).onSuccess(opened -> good = index).recover(failure -> {
            var reason = DatabaseUnreachableException.of(failure);
            if (count == 1) {
                return Future.failedFuture(reason);
            }
            reasons.put(host, reason);
            return tried + 1 < count
                    ? attempt(first, tried + 1, target, reasons, connect)
                    : Future.failedFuture(DatabaseUnreachableException.all(reasons));
        });
    }
}
