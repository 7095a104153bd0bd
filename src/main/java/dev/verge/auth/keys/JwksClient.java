package dev.verge.auth.keys;

import dev.verge.auth.jose.KeyException;
import dev.verge.auth.jose.KeyReader;
import dev.verge.auth.jose.SignatureAlgorithm;
import dev.verge.auth.jose.StrictJson;
import dev.verge.config.IssuerSettings;
import dev.verge.config.SafeUrl;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
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
    private @Nullable Discovery last;

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

    /** What a discovery document says of the keys. */
    private record Discovery(String keys, @Nullable String cloud) {}

    /**
     * The issuer's keys now; fails with a {@link KeyException}.
     *
     * @param again whether to ask where the keys are, too, although it is known
     */
    Future<KeyDocument> fetch(boolean again) {
        Discovery known = last;
        return known == null || again ? discover().compose(this::keys) : keys(known);
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<Discovery> discover() {
        return get(issuer.discovery(), "application/json").map(this::discovery).onSuccess(found -> last = found);
    }

    private Future<KeyDocument> keys(Discovery discovery) {
        return get(discovery.keys(), "application/jwk-set+json, application/json")
                .map(body -> KeyDocument.read(body.getBytes(), reader, discovery.cloud()));
    }

    /** OpenID Connect Discovery 1.0, section 4.3: a document that names another issuer must not be used. */
    private Discovery discovery(Buffer body) {
        JsonObject document = StrictJson.object(body.getBytes())
                .orElseThrow(() -> new KeyException("the discovery document is not a JSON object"));
        if (!issuer.issuer().equals(document.getValue("issuer"))) {
            throw new KeyException("the discovery document names another issuer");
        }
        if (document.getValue("jwks_uri") instanceof String address && isSafe(address)) {
            return new Discovery(
                    address, document.getValue("cloud_instance_name") instanceof String cloud ? cloud : null);
        }
        throw new KeyException("the discovery document has no acceptable jwks_uri");
    }

    /**
     * Keys that travel unencrypted are keys of whoever sits between; only an issuer on this machine may send them so. A
     * query may be part of the address, as of the keys of a single application.
     */
    private boolean isSafe(String address) {
        try {
            URI keys = new URI(address);
            return keys.getHost() != null
                    && keys.getRawUserInfo() == null
                    && ("https".equals(keys.getScheme())
                            || (SafeUrl.isPlainLoopback(keys)
                                    && SafeUrl.isPlainLoopback(URI.create(issuer.discovery()))));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Future<Buffer> get(String address, String accept) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address)
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MILLISECONDS)
                .putHeader("Accept", accept)
                .putHeader("Cache-Control", "no-cache");
        return client.request(options).compose(this::exchange).recover(JwksClient::withoutDetails);
    }

    private Future<Buffer> exchange(HttpClientRequest request) {
        // The future tells every failure; without a handler the reset below would be logged as well.
        request.exceptionHandler(known -> {});
        return request.send()
                .compose(JwksClient::body)
                .timeout(TOTAL_MILLISECONDS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset());
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture(new KeyException("the issuer answered with status " + response.statusCode()));
        }
        Promise<Buffer> complete = Promise.promise();
        var body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > MAXIMUM_BYTES) {
                complete.tryFail(new KeyException("the issuer answered with more than " + MAXIMUM_BYTES + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(complete::tryFail);
        response.endHandler(end -> complete.tryComplete(body));
        return complete.future();
    }

    /** An exception's text may quote what the other side sent. */
    private static Future<Buffer> withoutDetails(Throwable failure) {
        return Future.failedFuture(
                failure instanceof KeyException ? failure : new KeyException("the issuer did not answer in full"));
    }
}
