package dev.verge.auth.keys;

import dev.verge.config.IdentitySettings;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer; one per process. Every event loop reads an immutable snapshot without a lock; all else happens
 * on the cache's own context.
 *
 * <p>Never publishes a set without a usable key. An unknown key id may cost the issuer at most one fetch per 30 s, however
 * many callers make up ids; a failed fetch is UNAVAILABLE, so that good tokens are not given up during an outage.
 */
public final class JwksCache {
    private static final long COOLDOWN = Duration.ofSeconds(30).toNanos();
    private static final long WAIT_MILLISECONDS = 2_000;
    private static final int MAXIMUM_WAITING = 1_000;
    private static final Duration CONFIRMATION = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final IdentitySettings settings;
    private final Observer observer;
    private final LongSupplier nanoTime;
    private final JwksClient client;
    private final Context context;
    private final Backoff backoff;
    private final Promise<Void> first = Promise.promise();

    private volatile KeySnapshot snapshot = KeySnapshot.EMPTY;

    // Touched on the context alone.
    private final AbsentKeys absent = new AbsentKeys();
    private @Nullable Future<Void> fetching;
    private @Nullable Long forcedAt;
    private boolean lastFetchSucceeded;
    private int waiting;
    private long timer = -1;
    private boolean closed;

    /**
     * A cache that is empty until it is started.
     *
     * @param nanoTime a monotonic clock, such as {@code System::nanoTime}
     * @param random spreads the fetches of many nodes
     */
    public JwksCache(
            Vertx vertx, IdentitySettings settings, Observer observer, LongSupplier nanoTime, RandomGenerator random) {
        this.vertx = vertx;
        this.settings = settings;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.client = new JwksClient(vertx, settings.issuer());
        this.context = vertx.getOrCreateContext();
        this.backoff = new Backoff(random);
    }

    /** Begins to fetch; completes when the first keys are there, which may be never. Fetches again until closed. */
    public Future<Void> start() {
        context.runOnContext(ignored -> refreshAndSchedule());
        return first.future();
    }

    /** Whether there is a key to verify a token with. */
    public boolean ready() {
        return snapshot.isUsable(nanoTime.getAsLong());
    }

    /** Stops fetching. */
    public Future<Void> close() {
        context.runOnContext(ignored -> {
            closed = true;
            vertx.cancelTimer(timer);
        });
        return client.close();
    }

    /**
     * The key of this id, fetched anew if it is not known; to be asked only for tokens that look good otherwise.
     * Completes on the caller's context.
     *
     * @return empty when the issuer does not list it; fails with UNAVAILABLE when that cannot be told
     */
    public Future<Optional<VerificationKey>> find(String id) {
        Optional<VerificationKey> known = snapshot.find(id, nanoTime.getAsLong());
        if (known.isPresent()) {
            return Future.succeededFuture(known);
        }
        Context caller = vertx.getOrCreateContext();
        Promise<Optional<VerificationKey>> answer = Promise.promise();
        context.runOnContext(
                ignored -> lookUp(id).onComplete(result -> caller.runOnContext(back -> answer.handle(result))));
        return answer.future();
    }

    private Future<Optional<VerificationKey>> lookUp(String id) {
        long now = nanoTime.getAsLong();
        if (snapshot.find(id, now).isPresent() || (absent.contains(id, now) && snapshot.isUsable(now))) {
            return Future.succeededFuture(snapshot.find(id, now));
        }
        if (fetching == null && isCoolingDown(now)) {
            return answer(id);
        }
        if (waiting >= MAXIMUM_WAITING) {
            return unavailable();
        }
        waiting++;
        return forcedRefresh(now)
                .timeout(WAIT_MILLISECONDS, TimeUnit.MILLISECONDS)
                .onComplete(done -> waiting--)
                .compose(done -> answer(id), failure -> unavailable());
    }

    /** What the last fetch says about this id. */
    private Future<Optional<VerificationKey>> answer(String id) {
        long now = nanoTime.getAsLong();
        Optional<VerificationKey> key = snapshot.find(id, now);
        if (key.isEmpty() && (!lastFetchSucceeded || !snapshot.isUsable(now))) {
            return unavailable();
        }
        if (key.isEmpty()) {
            absent.add(id, now);
        }
        return Future.succeededFuture(key);
    }

    private static Future<Optional<VerificationKey>> unavailable() {
        return Future.failedFuture(Problem.of(ProblemType.UNAVAILABLE, "The signing keys cannot be had at the moment")
                .withHeader("Retry-After", "5")
                .exception());
    }

    /** Counts from the start of a forced fetch, whether it succeeded or not. */
    private boolean isCoolingDown(long now) {
        return forcedAt != null && now - forcedAt < COOLDOWN;
    }

    private Future<Void> forcedRefresh(long now) {
        if (fetching == null) {
            forcedAt = now;
        }
        return refresh();
    }

    private void refreshAndSchedule() {
        refresh().onComplete(done -> schedule(done.succeeded() ? nextRefresh() : backoff.afterFailure(ready())));
    }

    /** A key that went missing is looked for sooner, so that a withdrawn one does not live on for hours. */
    private Duration nextRefresh() {
        Duration interval = settings.refreshInterval();
        boolean confirm = snapshot.hasUnlisted() && interval.compareTo(CONFIRMATION) > 0;
        return backoff.afterSuccess(confirm ? CONFIRMATION : interval);
    }

    private void schedule(Duration delay) {
        if (!closed) {
            timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> refreshAndSchedule());
        }
    }

    /** The fetch that is under way, or a new one; never two at a time. */
    private Future<Void> refresh() {
        Future<Void> current = fetching;
        if (current != null) {
            return current;
        }
        Promise<Void> done = Promise.promise();
        fetching = done.future();
        client.fetch()
                .onComplete(result -> context.runOnContext(ignored -> {
                    fetching = null;
                    if (result.succeeded()) {
                        accept(result.result());
                        done.complete();
                    } else {
                        refuse(result.cause());
                        done.fail(result.cause());
                    }
                }));
        return done.future();
    }

    private void accept(KeyDocument document) {
        lastFetchSucceeded = true;
        snapshot = snapshot.merge(document, nanoTime.getAsLong());
        document.refusals().forEach(reason -> observer.accept(new Observation.KeyRefused(settings.issuer(), reason)));
        observer.accept(
                new Observation.KeysRefreshed(settings.issuer(), document.keys().size()));
        first.tryComplete();
    }

    private void refuse(Throwable failure) {
        lastFetchSucceeded = false;
        String reason =
                failure instanceof KeyException refusal ? refusal.reason() : "the issuer's answer is not usable";
        observer.accept(new Observation.KeysRefreshFailed(settings.issuer(), reason));
    }
}
