package dev.verge.http;

import dev.verge.config.HttpSettings;
import dev.verge.http.limit.Limits;
import dev.verge.observation.Observer;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/** What the requests of one event loop share. */
final class LoopContext {
    private final Vertx vertx;
    private final Limits limits;
    private HttpSettings settings;
    private final Observer observer;
    private final LongSupplier nanoTime;
    private final RequestIds requestIds;
    private boolean draining;

    LoopContext(
            Vertx vertx,
            HttpSettings settings,
            Limits limits,
            Observer observer,
            LongSupplier nanoTime,
            LongSupplier random) {
        this.vertx = vertx;
        this.settings = settings;
        this.limits = limits;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.requestIds = new RequestIds(random);
    }

    Vertx vertx() {
        return vertx;
    }

    HttpSettings settings() {
        return settings;
    }

    Limits limits() {
        return limits;
    }

    /** For the requests that begin from now on. */
    void settings(HttpSettings newer) {
        settings = newer;
    }

    Observer observer() {
        return observer;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    RequestIds requestIds() {
        return requestIds;
    }

    /** Whether connections are to be closed behind their answers. */
    boolean draining() {
        return draining;
    }

    void drain() {
        draining = true;
    }
}
