package dev.verge.exchange;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Exchanges with a service whose answers and speed are not to be trusted: within 5 seconds and 256 KiB, redirects not
 * followed. Every failure is an {@link ExchangeException}.
 */
public final class BoundedClient {
    private static final int CONNECT_MILLISECONDS = 2_000;
    private static final int TOTAL_MILLISECONDS = 5_000;
    private static final int MAXIMUM_BYTES = 256 * 1024;

    private final String service;
    private final HttpClient client;

    /**
     * A client that keeps no connection.
     *
     * @param service what failures call the other side
     */
    public BoundedClient(Vertx vertx, String service) {
        this.service = service;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLISECONDS)
                        .setIdleTimeout(TOTAL_MILLISECONDS)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAlive(false)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(2));
    }

    /** An answer with one of the statuses that were asked for. */
    public record Answer(int status, MultiMap headers, Buffer body) {}

    /** Gets a document; any status but 200 is a failure. */
    public Future<Answer> get(String address, Map<String, String> headers) {
        return exchange(HttpMethod.GET, address, headers, Buffer.buffer(), Set.of(200));
    }

    /**
     * Sends a body.
     *
     * @param statuses those whose answers are read; any other is a failure
     */
    public Future<Answer> post(String address, Map<String, String> headers, Buffer body, Set<Integer> statuses) {
        return exchange(HttpMethod.POST, address, headers, body, statuses);
    }

    /** Ends what is under way. */
    public Future<Void> close() {
        return client.close();
    }

    private Future<Answer> exchange(
            HttpMethod method, String address, Map<String, String> headers, Buffer body, Set<Integer> statuses) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address)
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MILLISECONDS);
        headers.forEach(options::putHeader);
        return client.request(options)
                .compose(request -> exchange(request, body, statuses))
                // Covers what comes before the request can be sent, such as a handshake that does not end.
                .timeout(TOTAL_MILLISECONDS, TimeUnit.MILLISECONDS)
                .recover(this::withoutDetails);
    }

    private Future<Answer> exchange(HttpClientRequest request, Buffer body, Set<Integer> statuses) {
        // The future tells every failure; without a handler the reset below would be logged as well.
        request.exceptionHandler(known -> {});
        Future<HttpClientResponse> sent = body.length() == 0 ? request.send() : request.send(body);
        return sent.compose(response -> answer(response, statuses))
                .timeout(TOTAL_MILLISECONDS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset());
    }

    private Future<Answer> answer(HttpClientResponse response, Set<Integer> statuses) {
        Promise<Answer> complete = Promise.promise();
        // First, for an answer that is not wanted is reset, and without a handler that would be logged.
        response.exceptionHandler(complete::tryFail);
        if (!statuses.contains(response.statusCode())) {
            complete.fail(new ExchangeException(service + " answered with status " + response.statusCode()));
            return complete.future();
        }
        var body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > MAXIMUM_BYTES) {
                complete.tryFail(
                        new ExchangeException(service + " answered with more than " + MAXIMUM_BYTES + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.endHandler(end -> complete.tryComplete(new Answer(response.statusCode(), response.headers(), body)));
        return complete.future();
    }

    /** An exception's text may quote what the other side sent. */
    private Future<Answer> withoutDetails(Throwable failure) {
        return Future.failedFuture(
                failure instanceof ExchangeException
                        ? failure
                        : new ExchangeException(service + " did not answer in full"));
    }
}
