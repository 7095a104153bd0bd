package dev.verge.auth.keys;

import dev.verge.auth.jose.VerificationKey;
import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.observation.Observation;
import dev.verge.observation.Observation.KeyLookup.Outcome;
import dev.verge.observation.Observer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer; one per process. Every event loop reads an immutable snapshot without a lock; all else happens
 * on the cache's own context.
 *
 * <p>Never publishes a set without a usable key. A fetch that fails leaves the last good keys, each for a day after it was
 * last listed; a key that cannot be told to exist or not is {@link KeysUnavailableException}, so that good tokens are not
 * given up during an outage.
 */
public final class JwksCache {
    private static final long SUSPICION = Duration.ofMinutes(10).toNanos();
    private static final int MAXIMUM_SUSPECTS = 1_000;

    private final Vertx vertx;
    private final IssuerSettings issuer;
    private final IdentitySettings settings;
    private final Observer observer;
    private final LongSupplier nanoTime;
    private final JwksClient client;
    private final Context context;
    private final RefreshSchedule schedule;
    private final Refresher refresher;
    private final Promise<Void> first = Promise.promise();

    private volatile KeySnapshot snapshot = KeySnapshot.EMPTY;
    private volatile @Nullable Long fetchedAt;

    // Touched on the context alone.
    private final UnknownKeys unknown;
    private final Map<String, Long> suspected = new HashMap<>();
    private @Nullable Duration maximumAge;
    private long timer = -1;

    /**
     * A cache that is empty until it is started.
     *
     * @param nanoTime a monotonic clock, such as {@code System::nanoTime}
     * @param random spreads the fetches of many nodes
     */
    public JwksCache(
            Vertx vertx,
            IssuerSettings issuer,
            IdentitySettings settings,
            Observer observer,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.vertx = vertx;
        this.issuer = issuer;
        this.settings = settings;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.client = new JwksClient(vertx, issuer);
        this.context = vertx.getOrCreateContext();
        this.schedule = new RefreshSchedule(settings, random);
        this.refresher = new Refresher(client, issuer, context, observer, nanoTime, this::accept);
        this.unknown = new UnknownKeys(refresher);
    }

    /** Whether its keys are those of these settings. */
    public boolean isOf(IssuerSettings settings) {
        return issuer.hasKeysOf(settings);
    }

    /** Refuses the keys that an operator refuses elsewhere; before it is started. */
    public void refuseAsIn(JwksCache other) {
        other.snapshot.evicted().forEach(id -> snapshot = snapshot.evict(id));
    }

    /** Begins to fetch; completes when the first keys are there, which may be never. Fetches again until closed. */
    public Future<Void> start() {
        context.runOnContext(ignored -> refreshAndSchedule());
        return first.future();
    }

    /** Stops fetching. */
    public Future<Void> close() {
        context.runOnContext(ignored -> {
            refresher.close();
            vertx.cancelTimer(timer);
        });
        return client.close();
    }

    /** The settings' name of the issuer. */
    public String name() {
        return issuer.name();
    }

    /** What {@code iss} is in its tokens, with {@link IssuerSettings#TENANT} for the tenant where it has many. */
    public String issuer() {
        return issuer.issuer();
    }

    /** Whether there is a key to verify a token with. */
    public boolean ready() {
        return snapshot.isUsable(nanoTime.getAsLong());
    }

    /** Since when no document has been accepted; empty before the first one. */
    public Optional<Duration> age() {
        return Optional.ofNullable(fetchedAt).map(this::since);
    }

    /** Why the last fetch failed; null when it did not. */
    public @Nullable String lastFailure() {
        return refresher.lastFailure();
    }

    /** What is known of each key, evicted ones included. */
    public List<KeyState> states() {
        return KeyStates.of(snapshot, nanoTime.getAsLong());
    }

    /** The key of this id among those that are known; null without one. Costs no fetch. */
    public @Nullable VerificationKey known(String id) {
        return snapshot.find(id, nanoTime.getAsLong());
    }

    /**
     * The key of this id, fetched anew if it is not known; to be asked only for tokens that look good otherwise.
     * Completes on the caller's context.
     *
     * @return empty when the issuer does not list it or an operator evicted it; fails with
     *     {@link KeysUnavailableException} when that cannot be told
     */
    public Future<Optional<VerificationKey>> find(String id) {
        VerificationKey known = known(id);
        if (known != null || snapshot.evicted().contains(id)) {
            return Future.succeededFuture(Optional.ofNullable(known));
        }
        return onContext(() -> lookUp(id));
    }

    /**
     * A signature of this key did not hold: perhaps the issuer has another key under the same id by now. Looks at most once
     * in ten minutes for each id.
     */
    public void suspect(String id) {
        context.runOnContext(ignored -> {
            long now = nanoTime.getAsLong();
            Long before = suspected.get(id);
            if ((before == null || now - before >= SUSPICION) && !refresher.isClosed() && unknown.tryFetch(now)) {
                if (suspected.size() >= MAXIMUM_SUSPECTS) {
                    suspected.clear();
                }
                suspected.put(id, now);
            }
        });
    }

    /** Fetches now, whatever was fetched before: an operator's wish. Fails with the reason for which it did not succeed. */
    public Future<Void> refresh() {
        return onContext(() -> refresher.refresh(true));
    }

    /** Refuses a key from now on, whatever the issuer lists: an operator's wish. Completes when every thread sees it. */
    public Future<Void> evict(String id) {
        return onContext(() -> {
            snapshot = snapshot.evict(id);
            observer.accept(new Observation.KeyEvicted(issuer.name(), id));
            return Future.succeededFuture();
        });
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> answer = Promise.promise();
        context.runOnContext(
                ignored -> work.get().onComplete(result -> caller.runOnContext(back -> answer.handle(result))));
        return answer.future();
    }

    private Future<Optional<VerificationKey>> lookUp(String id) {
        long now = nanoTime.getAsLong();
        if (known(id) != null) {
            return Future.succeededFuture(Optional.ofNullable(known(id)));
        }
        Outcome immediate = unknown.immediate(id, now);
        if (immediate != null) {
            return answer(id, immediate);
        }
        return unknown.fetch(now, () -> known(id) != null)
                .transform(done -> answer(id, done.succeeded() ? Outcome.FETCHED : Outcome.FETCH_FAILED));
    }

    /** What the last fetch says about this id. */
    private Future<Optional<VerificationKey>> answer(String id, Outcome outcome) {
        observer.accept(new Observation.KeyLookup(issuer.name(), outcome));
        VerificationKey key = known(id);
        boolean told = outcome != Outcome.OVERFLOW
                && outcome != Outcome.FETCH_FAILED
                && (outcome == Outcome.KNOWN_ABSENT || refresher.lastFailure() == null);
        if (key == null && !(told && ready())) {
            return Future.failedFuture(new KeysUnavailableException());
        }
        if (key == null && outcome == Outcome.FETCHED) {
            unknown.absent(id, nanoTime.getAsLong());
        }
        return Future.succeededFuture(Optional.ofNullable(key));
    }

    private void refreshAndSchedule() {
        refresher
                .refresh(true)
                .onComplete(done -> schedule(
                        done.succeeded()
                                ? schedule.afterSuccess(snapshot, maximumAge, nanoTime.getAsLong())
                                : schedule.afterFailure(ready())));
    }

    private void schedule(Duration delay) {
        if (!refresher.isClosed()) {
            timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> refreshAndSchedule());
        }
    }

    private void accept(KeyDocument document) {
        long now = nanoTime.getAsLong();
        snapshot = snapshot.merge(document, now, settings.withdrawalGrace());
        fetchedAt = now;
        maximumAge = document.maximumAge();
        first.tryComplete();
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanoTime.getAsLong() - then);
    }
}
