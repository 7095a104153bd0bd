package dev.verge;

import dev.verge.auth.keys.JwksCache;
import dev.verge.config.ManagementSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** What the private port says about this node. */
final class Health {
    Health(Vertx vertx, ManagementSettings settings, JwksCache keys) {}

    Future<Void> listen() {
        return Future.succeededFuture();
    }

    int port() {
        return 0;
    }

    void serving(Supplier<Future<Void>> ping) {}

    void stopping() {}

    Future<Void> close() {
        return Future.succeededFuture();
    }
}
