package dev.verge;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.HttpSettings;
import dev.verge.config.LaneSettings;
import dev.verge.config.Settings;
import dev.verge.database.Database;
import dev.verge.http.connection.Acceptance;
import dev.verge.http.limit.RateLimits;
import dev.verge.management.Heartbeats;
import dev.verge.observation.Observer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The event loops that serve the public port together. */
final class ServingLoops {
    private final Vertx vertx;
    private final Heartbeats heartbeats;
    private final Observer observer;
    private final Acceptance acceptance = new Acceptance();
    private final List<ApiVerticle> loops = new ArrayList<>();
    private @Nullable Future<Void> connected;
    private boolean closed;

    ServingLoops(Vertx vertx, Heartbeats heartbeats, Observer observer) {
        this.vertx = vertx;
        this.heartbeats = heartbeats;
        this.observer = observer;
    }

    /** Connects to the database on as many event loops as the settings want, unless that was done before. */
    Future<Void> connect(Settings settings) {
        if (closed) {
            return Future.failedFuture("closed");
        }
        if (connected == null) {
            var rates = new RateLimits(settings.limits(), System::nanoTime);
            for (int i = 0; i < settings.http().instances(); i++) {
                loops.add(new ApiVerticle(settings, share(settings, i), rates, heartbeats, acceptance, observer));
            }
            connected = Future.join(loops.stream()
                            .map(loop -> vertx.deployVerticle(loop, new DeploymentOptions()))
                            .toList())
                    .mapEmpty();
        }
        return connected;
    }

    /** Opens the port, on all of them. */
    Future<Void> listen(Version version) {
        HttpSettings http = version.settings().http();
        return connect(version.settings())
                .compose(deployed -> all(loop -> loop.listen(version)))
                .recover(failure ->
                        Future.failedFuture(StartException.explain(failure, "http.port", http.host(), http.port())));
    }

    private static Database.Share share(Settings settings, int index) {
        int instances = settings.http().instances();
        DatabaseSettings replica = settings.database().ofReplica();
        return share(
                settings.database().lanes(),
                index,
                instances,
                replica == null ? null : share(replica.lanes(), index, instances, null));
    }

    private static Database.Share share(
            LaneSettings lanes, int index, int instances, Database.@Nullable Share replica) {
        int exclusive = lanes.exclusive(instances);
        int warm = lanes.warmExclusive(instances);
        return new Database.Share(
                part(lanes.connections() - exclusive, lanes.warm(instances) - warm, index, instances),
                part(exclusive, warm, index, instances),
                part(lanes.queue(), index, instances),
                replica);
    }

    private static Database.Connections part(int most, int warm, int index, int parts) {
        int share = part(most, index, parts);
        return new Database.Connections(share, Math.min(part(warm, index, parts), share));
    }

    private static int part(int whole, int index, int parts) {
        return whole / parts + (index < whole % parts ? 1 : 0);
    }

    int port() {
        return loops.get(0).port();
    }

    /** Whether the database answers each of them: one without a connection would refuse its callers. */
    Future<Void> ping() {
        return all(ApiVerticle::ping);
    }

    /**
     * Serves another version from the next request on. Nothing is served of it before the database has its statements on
     * every connection, so that no request waits for that.
     */
    Future<Void> serve(Version version) {
        return all(loop -> loop.prepare(version)).compose(prepared -> all(loop -> loop.serve(version)));
    }

    /** The event loops share one port, so one of them is enough. */
    Future<Void> showCertificate(HttpSettings http) {
        return loops.get(0).showCertificate(http);
    }

    /** Finishes the requests in flight and accepts no more. */
    Future<Void> drain() {
        return all(ApiVerticle::announceEnd)
                .compose(left -> acceptance.end())
                .compose(fresh -> all(loop -> loop.end(fresh)));
    }

    /** Ends the connections to the database. */
    Future<Void> undeploy() {
        closed = true;
        return connected == null
                ? Future.succeededFuture()
                : connected.transform(deployed -> all(loop -> vertx.undeploy(loop.deploymentID())));
    }

    private Future<Void> all(Function<ApiVerticle, Future<Void>> work) {
        return Future.join(loops.stream().map(work).toList()).mapEmpty();
    }
}
