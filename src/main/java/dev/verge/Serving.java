package dev.verge;

import dev.verge.config.HttpSettings;
import dev.verge.endpoint.link.Draft;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** Which version is served, and by whom. */
final class Serving {
    private final Vertx vertx;
    private final ServingLoops loops;
    private final Observer observer;
    private volatile Version version;

    /** Serves nothing yet. */
    Serving(Vertx vertx, ServingLoops loops, Observer observer, Version first) {
        this.vertx = vertx;
        this.loops = loops;
        this.observer = observer;
        this.version = first;
    }

    Version version() {
        return version;
    }

    /** Opens the port with the first version, whose plans are known now. */
    Future<Void> begin(List<Draft> drafts, List<OperationPlan> plans) {
        version = new Version(version.settings(), version.identity(), drafts, plans);
        return loops.listen(version);
    }

    /** Tells what is served. */
    void announce() {
        observer.accept(new Observation.ContractServed(version.plans().size()));
    }

    /**
     * Serves another version from the next request on. What requests of the one before may still need of it ends when there
     * can be no such request any more.
     */
    Future<Void> replace(Version newer) {
        Version before = version;
        HttpSettings http = newer.settings().http();
        Future<Void> shown = http.tls() ? loops.showCertificate(http) : Future.succeededFuture();
        return shown.compose(ignored -> loops.serve(newer)).onSuccess(ignored -> {
            version = newer;
            announce();
            vertx.setTimer(
                    before.settings().deadline().maximum().toMillis(),
                    over -> before.identity().closeBeside(newer.identity()).onComplete(closed -> {}));
        });
    }

    /** Shows the certificate that stands in the files now; fails when it does not hold. */
    Future<Void> showCertificate() {
        HttpSettings http = version.settings().http();
        return vertx.executeBlocking(() -> http.certificateHolds(vertx))
                .compose(holds -> holds ? loops.showCertificate(http) : Future.failedFuture(doesNotHold(http)));
    }

    private static String doesNotHold(HttpSettings http) {
        return "http.certificate: " + http.certificate() + " (expected: a PEM certificate, and in " + http.key()
                + " the PEM private key that belongs to it)";
    }
}
