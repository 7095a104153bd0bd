package dev.verge.auth.keys;

import dev.verge.auth.jose.KeyException;
import dev.verge.config.IssuerSettings;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Fetches keys, one fetch at a time, and tells what came of it. Used on one context. */
final class Refresher {
    private final JwksClient client;
    private final IssuerSettings issuer;
    private final Context context;
    private final Observer observer;
    private final LongSupplier nanoTime;
    private final Consumer<KeyDocument> accepted;
    private @Nullable Future<Void> fetching;
    private boolean closed;
    private volatile @Nullable String lastFailure;

    Refresher(
            JwksClient client,
            IssuerSettings issuer,
            Context context,
            Observer observer,
            LongSupplier nanoTime,
            Consumer<KeyDocument> accepted) {
        this.client = client;
        this.issuer = issuer;
        this.context = context;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.accepted = accepted;
    }

    /**
     * The fetch that is under way, or a new one.
     *
     * @param discover whether to ask where the keys are, too, although it is known
     */
    Future<Void> refresh(boolean discover) {
        Future<Void> current = fetching;
        if (current != null) {
            return current;
        }
        long started = nanoTime.getAsLong();
        // Whoever waits for it with a time limit goes on on the context, not on a thread of the timer's.
        Promise<Void> done = ((ContextInternal) context).promise();
        fetching = done.future();
        // A client that is closed throws.
        Future.succeededFuture()
                .compose(ignored -> client.fetch(discover))
                .onComplete(result -> context.runOnContext(ignored -> {
                    fetching = null;
                    Duration duration = Duration.ofNanos(nanoTime.getAsLong() - started);
                    if (result.succeeded()) {
                        accept(result.result(), duration);
                        done.complete();
                    } else {
                        refuse(result.cause(), duration);
                        done.fail(result.cause());
                    }
                }));
        return done.future();
    }

    /** What is under way ends with the client, and is nobody's failure. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether a fetch is under way. */
    boolean isFetching() {
        return fetching != null;
    }

    /** Why the last fetch failed; null when it did not. Any thread may ask. */
    @Nullable
    String lastFailure() {
        return lastFailure;
    }

    private void accept(KeyDocument document, Duration duration) {
        lastFailure = null;
        accepted.accept(document);
        document.refusals().forEach(reason -> observer.accept(new Observation.KeyRefused(issuer.name(), reason)));
        observer.accept(
                new Observation.KeysRefreshed(issuer.name(), document.keys().size(), duration));
    }

    private void refuse(Throwable failure, Duration duration) {
        String reason =
                failure instanceof KeyException refusal ? refusal.reason() : "the issuer's answer is not usable";
        lastFailure = reason;
        if (closed) {
            return;
        }
        observer.accept(new Observation.KeysRefreshFailed(issuer.name(), reason, duration));
    }
}
