package dev.verge.testing;

import dev.verge.config.WorkloadIdentitySettings;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where a directory of Microsoft Entra ID gives access tokens; it answers as a test wants. */
public final class TokenEndpoint {
    public static final String TENANT = "5f1e6f0a-0000-4000-8000-000000000001";
    public static final String CLIENT = "5f1e6f0a-0000-4000-8000-000000000002";

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Promise<Void> open = Promise.promise();
    private volatile int status = 200;
    private volatile String body = "";
    private volatile boolean waits;

    private TokenEndpoint(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::answer);
    }

    /** Listens on a free port of 127.0.0.1, and gives a token of an hour. */
    public static TokenEndpoint start(Vertx vertx) {
        var endpoint = new TokenEndpoint(vertx);
        HttpServer ignored = Futures.result(endpoint.server.listen(0, "127.0.0.1"));
        endpoint.gives("token-1", 3600);
        return endpoint;
    }

    public WorkloadIdentitySettings settings(Path tokenFile) {
        return new WorkloadIdentitySettings(
                TENANT,
                CLIENT,
                tokenFile.toString(),
                "http://127.0.0.1:" + server.actualPort(),
                "https://ossrdbms-aad.database.windows.net/.default");
    }

    public void gives(String token, int seconds) {
        says(
                200,
                new JsonObject()
                        .put("token_type", "Bearer")
                        .put("expires_in", seconds)
                        .put("access_token", token)
                        .encode());
    }

    public void says(int answerStatus, String answerBody) {
        status = answerStatus;
        body = answerBody;
    }

    /** Answers nobody until it is told to. */
    public void waits() {
        waits = true;
    }

    public void goesOn() {
        open.complete();
    }

    /** The path and the form of each request so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(form -> {
            requests.add(request.path() + " " + form);
            (waits ? open.future() : io.vertx.core.Future.succeededFuture())
                    .onSuccess(now -> request.response().setStatusCode(status).end(body));
        });
    }
}
