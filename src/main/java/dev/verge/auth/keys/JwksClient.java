package dev.verge.auth.keys;

import dev.verge.auth.jose.KeyException;
import dev.verge.auth.jose.KeyReader;
import dev.verge.auth.jose.SignatureAlgorithm;
import dev.verge.config.IssuerSettings;
import dev.verge.exchange.BoundedClient;
import dev.verge.exchange.BoundedClient.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches an issuer's keys by way of its discovery document. Used on one context. */
final class JwksClient {
    private final IssuerSettings issuer;
    private final KeyReader reader;
    private final BoundedClient client;
    private @Nullable DiscoveryDocument last;

    JwksClient(Vertx vertx, IssuerSettings issuer) {
        this.issuer = issuer;
        this.reader = new KeyReader(issuer.algorithms().stream()
                .map(SignatureAlgorithm::of)
                .flatMap(Optional::stream)
                .toList());
        this.client = new BoundedClient(vertx, "the issuer");
    }

    /**
     * The issuer's keys now; fails with a {@link KeyException}.
     *
     * @param again whether to ask where the keys are, too, although it is known
     */
    Future<KeyDocument> fetch(boolean again) {
        DiscoveryDocument known = last;
        return (known == null || again ? discover() : Future.succeededFuture(known))
                .compose(this::keys)
                // They may have moved.
                .onFailure(failure -> last = null);
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<DiscoveryDocument> discover() {
        return get(issuer.discovery(), "application/json")
                .map(answer -> DiscoveryDocument.read(answer.body().getBytes(), issuer))
                .onSuccess(found -> last = found);
    }

    private Future<KeyDocument> keys(DiscoveryDocument discovery) {
        return get(discovery.keys(), "application/jwk-set+json, application/json")
                .map(answer -> KeyDocument.read(answer.body().getBytes(), reader, discovery.cloud())
                        .freshFor(CacheControl.maximumAge(answer.headers().getAll(HttpHeaders.CACHE_CONTROL))));
    }

    private Future<Answer> get(String address, String accept) {
        return client.get(address, Map.of("Accept", accept, "Cache-Control", "no-cache"))
                .recover(failure -> Future.failedFuture(new KeyException(String.valueOf(failure.getMessage()))));
    }
}
