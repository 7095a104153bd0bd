package dev.verge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.ref.Reference;
import java.util.Map;

/** Sends requests whose target goes over the wire as it is written. For test threads, which may wait. */
public final class TestClient {
    private final HttpClientAgent client;
    private final int port;

    /** Calls a port of this machine. */
    public TestClient(Vertx vertx, int port) {
        this.client = vertx.createHttpClient();
        this.port = port;
    }

    /** An answer. */
    public record Answer(int status, Map<String, String> headers, Buffer body) {
        /** The body as an object. */
        public JsonObject json() {
            return body.toJsonObject();
        }

        /** The problem document's entry of the catalogue. */
        public String problem() {
            String type = json().getString("type");
            return type.substring(type.lastIndexOf(':') + 1);
        }

        /** The violations of a problem document. */
        public JsonArray violations() {
            return json().getJsonArray("errors", new JsonArray());
        }

        /** A field's value, whatever the case of its name. */
        public String header(String name) {
            return headers.get(name.toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** A GET without anything. */
    public Answer get(String target) {
        return send("GET", target, Map.of(), null);
    }

    /** A GET with a token. */
    public Answer get(String target, String token) {
        return send("GET", target, Map.of("Authorization", "Bearer " + token), null);
    }

    /** Any request; a null body sends none. */
    public Answer send(String method, String target, Map<String, String> headers, Buffer body) {
        return TestServer.await(begin(method, target, headers, body));
    }

    /** Any request, without waiting for its answer. */
    public Future<Answer> begin(String method, String target, Map<String, String> headers, Buffer body) {
        var options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.valueOf(method))
                .setURI(target);
        headers.forEach(options::addHeader);
        // A client that nobody refers to any more closes, even while a request of it waits.
        return client.request(options)
                .compose(request -> exchange(request, body))
                .onComplete(done -> Reference.reachabilityFence(client));
    }

    /** Composed on the client's event loop: a body must be asked for before its first bytes are there. */
    private static Future<Answer> exchange(HttpClientRequest request, Buffer body) {
        return (body == null ? request.send() : request.send(body))
                .compose(response -> response.body().map(content -> answer(response, content)));
    }

    private static Answer answer(HttpClientResponse response, Buffer content) {
        var headers = new java.util.TreeMap<String, String>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return new Answer(response.statusCode(), headers, content);
    }
}
