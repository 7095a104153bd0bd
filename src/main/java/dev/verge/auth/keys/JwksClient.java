package dev.verge.auth.keys;

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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Fetches an issuer's keys by way of its discovery document. Trusts neither its answers nor its speed. */
final class JwksClient {
    private static final int CONNECT_MILLISECONDS = 2_000;
    private static final int TOTAL_MILLISECONDS = 5_000;
    private static final int MAXIMUM_BYTES = 256 * 1024;

    private final String issuer;
    private final HttpClient client;

    JwksClient(Vertx vertx, String issuer) {
        this.issuer = issuer;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLISECONDS)
                        .setIdleTimeout(TOTAL_MILLISECONDS)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAlive(false)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(2));
    }

    /** The issuer's keys now; fails with a {@link KeyException}. */
    Future<KeyDocument> fetch() {
        return get(discovery(), "application/json")
                .map(this::keysAddress)
                .compose(address -> get(address, "application/jwk-set+json, application/json"))
                .map(body -> KeyDocument.read(body.getBytes()));
    }

    Future<Void> close() {
        return client.close();
    }

    /** OpenID Connect Discovery 1.0, section 4: below the issuer, whose own trailing slash does not count. */
    private String discovery() {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return base + "/.well-known/openid-configuration";
    }

    /** Section 4.3: a document that names another issuer must not be used. */
    private String keysAddress(Buffer body) {
        JsonObject document = StrictJson.object(body.getBytes())
                .orElseThrow(() -> new KeyException("the discovery document is not a JSON object"));
        if (!issuer.equals(document.getValue("issuer"))) {
            throw new KeyException("the discovery document names another issuer");
        }
        if (document.getValue("jwks_uri") instanceof String address && isSafe(address)) {
            return address;
        }
        throw new KeyException("the discovery document has no acceptable jwks_uri");
    }

    /** Keys that travel unencrypted are keys of whoever sits between; only a loopback issuer may do so. */
    private boolean isSafe(String address) {
        try {
            URI keys = URI.create(address);
            URI own = URI.create(issuer);
            boolean local = "http".equals(own.getScheme())
                    && "http".equals(keys.getScheme())
                    && List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(keys.getHost()));
            return keys.getRawUserInfo() == null
                    && keys.getHost() != null
                    && ("https".equals(keys.getScheme()) || local);
        } catch (IllegalArgumentException e) {
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
