package dev.verge.database.login;

import dev.verge.config.WorkloadIdentitySettings;
import dev.verge.exchange.BoundedClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.shareddata.Shareable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of Microsoft Entra ID for the database, got for the token that the cluster gives the pod (Microsoft
 * identity platform, "OAuth 2.0 client credentials flow", "Access token request with a federated credential").
 *
 * <p>One of them serves the whole process. It is fetched when the first connection needs it, and again, in the background,
 * when a connection is opened in the second half of its life: one fetch at a time, and none for a while after one failed.
 */
final class AccessTokens implements Supplier<Future<String>>, Shareable {
    private static final long PAUSE = Duration.ofSeconds(2).toNanos();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Vertx vertx;
    private final WorkloadIdentitySettings settings;
    private final LongSupplier nanoTime;
    private final BoundedClient client;
    private final AtomicReference<State> state = new AtomicReference<>(new State(null, null, null, 0));

    AccessTokens(Vertx vertx, WorkloadIdentitySettings settings, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.client = new BoundedClient(vertx, "Microsoft Entra ID");
    }

    /**
     * @param flight the fetch under way; null without
     * @param failure what the last fetch came to; null when it succeeded
     * @param failedAt when, in nanoseconds
     */
    private record State(
            @Nullable AccessToken token,
            @Nullable Future<AccessToken> flight,
            @Nullable Throwable failure,
            long failedAt) {}

    /** Those of this process: every event loop opens connections, and none needs a token of its own. */
    static AccessTokens of(Vertx vertx, WorkloadIdentitySettings settings) {
        return vertx.sharedData()
                .<String, AccessTokens>getLocalMap(AccessTokens.class.getName())
                .computeIfAbsent(settings.toString(), absent -> new AccessTokens(vertx, settings, System::nanoTime));
    }

    @Override
    public Future<String> get() {
        long now = nanoTime.getAsLong();
        State known = known();
        AccessToken token = known.token();
        if (token == null || !token.isFresh(now)) {
            known = fetchUnlessUnderWay(known, now);
        }
        if (token != null && token.isUsable(now)) {
            return Future.succeededFuture(token.value());
        }
        Future<AccessToken> flight = known.flight();
        if (flight == null) {
            return Future.failedFuture(known.failure());
        }
        // Whoever fetched may live on another event loop.
        Promise<AccessToken> here = ((ContextInternal) vertx.getOrCreateContext()).promise();
        flight.onComplete(here);
        return here.future().map(AccessToken::value);
    }

    private State known() {
        return Objects.requireNonNull(state.get());
    }

    private State fetchUnlessUnderWay(State known, long now) {
        if (known.flight() != null || (known.failure() != null && now - known.failedAt() < PAUSE)) {
            return known;
        }
        Promise<AccessToken> fetched = Promise.promise();
        var begun = new State(known.token(), fetched.future(), known.failure(), known.failedAt());
        if (!state.compareAndSet(known, begun)) {
            return known();
        }
        fetch(now)
                .onComplete(
                        token -> {
                            state.set(new State(token, null, null, 0));
                            fetched.complete(token);
                        },
                        failure -> {
                            state.set(new State(begun.token(), null, failure, nanoTime.getAsLong()));
                            fetched.fail(failure);
                        });
        return begun;
    }

    private Future<AccessToken> fetch(long now) {
        String file = settings.tokenFile();
        String unread = "the pod's token cannot be read from " + file + " (database.workloadIdentity.tokenFile)";
        return Password.read(vertx, file, unread)
                .compose(assertion -> client.post(
                        settings.authority() + "/" + settings.tenant() + "/oauth2/v2.0/token",
                        Map.of("Accept", "application/json", "Content-Type", FORM),
                        form(assertion),
                        Set.of(200, 400, 401)))
                .map(answer -> AccessToken.read(answer, now))
                .recover(failure -> Future.failedFuture(
                        failure instanceof NoPasswordException
                                ? failure
                                : new NoPasswordException(failure.getMessage()
                                        + ": there is no access token for the database (database.workloadIdentity)")));
    }

    private Buffer form(String assertion) {
        return Buffer.buffer("grant_type=client_credentials"
                + "&client_id=" + encoded(settings.client())
                + "&scope=" + encoded(settings.scope())
                + "&client_assertion_type=" + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                + "&client_assertion=" + encoded(assertion));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
