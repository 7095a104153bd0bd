package dev.verge.http;

import dev.verge.config.HttpSettings;
import dev.verge.http.limit.Limits;
import dev.verge.observation.Observer;
import dev.verge.observation.RequestTrace;
import dev.verge.observation.Tracing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongSupplier;

/** What the requests of one event loop share. */
final class LoopContext {
    /** Of the heap, so much may be answers that nobody reads. */
    private static final int UNREAD_SHARE = 8;

    private final Vertx vertx;
    private final Limits limits;
    private final UnreadAnswers unread;
    private final LargeAnswers large;
    private HttpSettings settings;
    private final Observer observer;
    private final RequestIds requestIds;
    private final Tracing tracing;
    private final boolean showsTiming;
    private boolean draining;

    LoopContext(
            Vertx vertx,
            HttpSettings settings,
            Limits limits,
            Observer observer,
            Tracing.Choice choice,
            LongSupplier nanoTime,
            LongSupplier random) {
        this.vertx = vertx;
        this.settings = settings;
        this.limits = limits;
        this.unread = new UnreadAnswers(
                Runtime.getRuntime().maxMemory() / UNREAD_SHARE / settings.instances(), System::nanoTime);
        this.large = new LargeAnswers(vertx, unread, System::nanoTime);
        this.observer = observer;
        this.requestIds = new RequestIds(random);
        this.tracing = new Tracing(choice, nanoTime, random);
        this.showsTiming = choice.timed();
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

    /** What callers have not read of their answers. */
    UnreadAnswers unread() {
        return unread;
    }

    /** Whose turn it is to bring a large answer. */
    LargeAnswers large() {
        return large;
    }

    /** For the requests that begin from now on. */
    void settings(HttpSettings newer) {
        settings = newer;
    }

    Observer observer() {
        return observer;
    }

    RequestIds requestIds() {
        return requestIds;
    }

    /** A request begins: under its caller's name for it when that is well-formed. */
    RequestTrace begin(HttpServerRequest request) {
        String offered = request.getHeader(RequestIds.HEADER);
        String requestId = requestIds.acceptOrCreate(offered);
        return tracing.begin(requestId, !requestId.equals(offered), request.headers());
    }

    /** Whether answers tell where their time went. */
    boolean showsTiming() {
        return showsTiming;
    }

    /** Whether connections are to be closed behind their answers. */
    boolean draining() {
        return draining;
    }

    void drain() {
        draining = true;
    }
}
