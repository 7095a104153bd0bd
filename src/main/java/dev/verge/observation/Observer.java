package dev.verge.observation;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Is told what happened. Implementations never block and never throw. */
@FunctionalInterface
public interface Observer extends Consumer<Observation> {

    /** Tells each of these observers, in this order. */
    static Observer all(Observer... observers) {
        return new Observers(List.of(observers));
    }

    /** Completes when what was observed up to now is written; for the end of a server. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
