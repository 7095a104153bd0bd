package dev.verge.auth.keys;

import dev.verge.auth.jose.KeyException;
import dev.verge.auth.jose.KeyReader;
import dev.verge.auth.jose.SignatureAlgorithm;
import dev.verge.config.IssuerSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an issuer's keys by way of its discovery document. Trusts neither its answers nor its speed. Used on one context.
 */
final class JwksClient {
    private static final int CONNECT_MILLISECONDS = 2_000;
    private static final int TOTAL_MILLISECONDS = 5_000;
    private static final int MAXIMUM_BYTES = 256 * 1024;

    private final IssuerSettings issuer;
    private final KeyReader reader;
    private final HttpClient client;
    private @Nullable DiscoveryDocument last;

    JwksClient(Vertx vertx, IssuerSettings issuer) {
        this.issuer = issuer;
        this.reader = new KeyReader(issuer.algorithms().stream()
                .map(SignatureAlgorithm::of)
                .flatMap(Optional::stream)
                .toList());
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLISECONDS)
                        .setIdleTimeout(TOTAL_MILLISECONDS)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAlive(false)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(2));
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
                        .freshFor(answer.maximumAge()));
    }

    private record Answer(Buffer body, @Nullable Duration maximumAge) {}

    private Future<Answer> get(String address, String accept) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address)
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MILLISECONDS)
                .putHeader("Accept", accept)
                .putHeader("Cache-Control", "no-cache");
        return client.request(options)
                .compose(this::exchange)
                // Covers what comes before the request can be sent, such as a handshake that does not end.
                .timeout(TOTAL_MILLISECONDS, TimeUnit.MILLISECONDS)
                .recover(JwksClient::withoutDetails);
    }

    private Future<Answer> exchange(HttpClientRequest request) {
        // The future tells every failure; without a handler the reset below would be logged as well.
        request.exceptionHandler(known -> {});
        return request.send()
                .compose(JwksClient::body)
                .timeout(TOTAL_MILLISECONDS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset());
    }

    private static Future<Answer> body(HttpClientResponse response) {
        Promise<Answer> complete = Promise.promise();
        // First, for an answer that is not wanted is reset, and without a handler that would be logged.
        response.exceptionHandler(complete::tryFail);
        if (response.statusCode() != 200) {
            complete.fail(new KeyException("the issuer answered with status " + response.statusCode()));
            return complete.future();
        }
        var body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > MAXIMUM_BYTES) {
                complete.tryFail(new KeyException("the issuer answered with more than " + MAXIMUM_BYTES + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.endHandler(end -> complete.tryComplete(
                new Answer(body, CacheControl.maximumAge(response.headers().getAll(HttpHeaders.CACHE_CONTROL)))));
        return complete.future();
    }

    /** An exception's text may quote what the other side sent. */
    private static Future<Answer> withoutDetails(Throwable failure) {
        return Future.failedFuture(
                failure instanceof KeyException ? failure : new KeyException("the issuer did not answer in full"));
    }
}
