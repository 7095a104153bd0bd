package dev.verge.auth;

import dev.verge.auth.issuer.TrustedIssuers;
import dev.verge.auth.keys.JwksCache;
import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.observation.Observer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What the event loops of a node share to find out who calls: the issuers with their keys, and the verified tokens. */
public final class Identity {
    private final Surroundings around;
    private final TrustedIssuers issuers;
    private final VerifiedTokens verified;
    private final Challenges challenges;
    private final IdentitySettings settings;

    /** What it works with, whatever the settings are. */
    private record Surroundings(Vertx vertx, Observer observer, LongSupplier nanoTime, Clock clock) {}

    /**
     * Identity by these settings; knows no key until it is started.
     *
     * @param nanoTime a monotonic clock, such as {@code System::nanoTime}, for the age of keys
     * @param clock the time of day, for the times in tokens
     */
    public Identity(Vertx vertx, IdentitySettings settings, Observer observer, LongSupplier nanoTime, Clock clock) {
        this(new Surroundings(vertx, observer, nanoTime, clock), settings, List.of());
    }

    private Identity(Surroundings around, IdentitySettings settings, List<JwksCache> known) {
        this.around = around;
        this.settings = settings;
        this.issuers = new TrustedIssuers(settings, issuer -> keys(issuer, known));
        this.verified = new VerifiedTokens(settings.tokenCacheSize());
        this.challenges = new Challenges(settings);
    }

    private JwksCache keys(IssuerSettings issuer, List<JwksCache> known) {
        return known.stream().filter(keys -> keys.isOf(issuer)).findFirst().orElseGet(() -> {
            var keys = new JwksCache(
                    around.vertx, issuer, settings, around.observer, around.nanoTime, RandomGenerator.getDefault());
            known.stream()
                    .filter(other -> other.issuer().equals(issuer.issuer()))
                    .forEach(keys::refuseAsIn);
            return keys;
        });
    }

    /**
     * Identity by other settings, with no verified token. An issuer whose keys stand where they stood keeps them; a key that
     * an operator refuses stays refused.
     */
    public Identity changed(IdentitySettings newer) {
        return newer.equals(settings) ? this : new Identity(around, newer, keys());
    }

    /** Begins to fetch the keys that another one has not; completes when the first of each are there. */
    public Future<Void> startBeside(Identity other) {
        return Future.join(without(other).map(JwksCache::start).toList()).mapEmpty();
    }

    /** Stops fetching the keys that another one has not. */
    public Future<Void> closeBeside(Identity other) {
        return Future.join(without(other).map(JwksCache::close).toList()).mapEmpty();
    }

    private Stream<JwksCache> without(Identity other) {
        return keys().stream().filter(keys -> !other.keys().contains(keys));
    }

    /** Begins to fetch the keys; completes when every issuer's first keys are there, which may be never. */
    public Future<Void> start() {
        return Future.join(keys().stream().map(JwksCache::start).toList()).mapEmpty();
    }

    /** Stops fetching keys. */
    public Future<Void> close() {
        return Future.join(keys().stream().map(JwksCache::close).toList()).mapEmpty();
    }

    /** The issuers that are trusted. */
    public TrustedIssuers issuers() {
        return issuers;
    }

    /** The keys of each issuer. */
    public List<JwksCache> keys() {
        return issuers.keys();
    }

    /** The tokens that need no verification again. */
    public VerifiedTokens verifiedTokens() {
        return verified;
    }

    /** What verifies the tokens of one event loop. */
    public Authenticator authenticator() {
        return new Authenticator(issuers, verified, around.clock);
    }

    /**
     * What clients are told who look for a token.
     *
     * @param scopes every scope that some operation asks for
     * @return empty when this API's public URL is not known
     */
    public Optional<ResourceMetadata> metadata(Collection<String> scopes) {
        return Optional.ofNullable(settings.resource())
                .map(resource -> ResourceMetadata.of(resource, settings, scopes));
    }

    /** What callers are told who are refused. */
    public Challenges challenges() {
        return challenges;
    }
}
