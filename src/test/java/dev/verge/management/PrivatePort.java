package dev.verge.management;

import dev.verge.config.ManagementSettings;
import dev.verge.observation.metrics.MetricsObserver;
import dev.verge.testing.Futures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A private port on the loopback address, and requests to it. For test threads, which may wait. */
final class PrivatePort {
    private final Checks live = new Checks();
    private final Checks ready = new Checks();
    private final MetricsObserver metrics = new MetricsObserver();
    /** Held here: one that nobody refers to any more closes, even while a request of it waits. */
    private final HttpClient client;

    private final ManagementServer server;

    PrivatePort(Vertx vertx, String host, @Nullable String token, List<IssuerKeys> keys) {
        this.client = vertx.createHttpClient();
        var settings = new ManagementSettings(host, 0, token, Duration.ofSeconds(5));
        this.server =
                Futures.result(ManagementServer.listen(vertx, settings, live, ready, metrics, () -> token, () -> keys));
    }

    /** An answer. */
    record Answer(int status, Map<String, String> headers, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        String header(String name) {
            return headers.get(name.toLowerCase(java.util.Locale.ROOT));
        }
    }

    Checks live() {
        return live;
    }

    Checks ready() {
        return ready;
    }

    MetricsObserver metrics() {
        return metrics;
    }

    Answer get(String path) {
        return send("GET", path, Map.of());
    }

    Answer send(String method, String path, Map<String, String> headers) {
        return send(method, "127.0.0.1", path, headers);
    }

    /** To an address of this machine, perhaps not the loopback one; Host names it unless the headers do. */
    Answer send(String method, String address, String path, Map<String, String> headers) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setHost(address)
                .setPort(server.port())
                .setURI(path);
        headers.forEach(options::addHeader);
        return Futures.result(client.request(options)
                .compose(PrivatePort::exchange)
                .onComplete(done -> Reference.reachabilityFence(client)));
    }

    /** Composed on the client's event loop: a body must be asked for before its first bytes are there. */
    private static Future<Answer> exchange(HttpClientRequest request) {
        return request.send().compose(response -> response.body().map(body -> {
            var headers = new java.util.TreeMap<String, String>();
            response.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
            return new Answer(response.statusCode(), headers, body.toString());
        }));
    }
}
