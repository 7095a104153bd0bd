package dev.verge.bench.floor;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event loop: three routes by hand. */
final class FloorVerticle extends VerticleBase {
    private static final String DOCUMENTS = "/documents";
    private static final String COMMENTS = "/comments";

    private final int port;
    private final String url;
    private final int connections;
    private final Tokens tokens;
    private @Nullable Queries queries;

    FloorVerticle(int port, String url, int connections, Tokens tokens) {
        this.port = port;
        this.url = url;
        this.connections = connections;
        this.tokens = tokens;
    }

    @Override
    public Future<?> start() {
        queries = new Queries(vertx, url, connections);
        return vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1");
    }

    private void handle(HttpServerRequest request) {
        Tokens.Caller caller = tokens.caller(request.getHeader("Authorization"));
        if (caller == null) {
            refuse(request, 401);
        } else if (!caller.member()) {
            refuse(request, 403);
        } else {
            route(request, caller.oid());
        }
    }

    private void route(HttpServerRequest request, UUID caller) {
        String path = request.path();
        try {
            if (request.method() == HttpMethod.POST && path.endsWith(COMMENTS)) {
                long id = id(path.substring(0, path.length() - COMMENTS.length()));
                request.body()
                        .compose(body -> queries.comment(id, caller, text(body)))
                        .onComplete(answer -> answer(request, 201, 403, answer));
            } else if (path.length() == DOCUMENTS.length()) {
                queries.page(caller, limit(request)).onComplete(answer -> answer(request, 200, 404, answer));
            } else {
                queries.document(id(path), caller).onComplete(answer -> answer(request, 200, 404, answer));
            }
        } catch (IllegalArgumentException e) {
            refuse(request, 400);
        }
    }

    private static long id(String path) {
        return positive(Long.parseLong(path, DOCUMENTS.length() + 1, path.length(), 10), Long.MAX_VALUE);
    }

    private static int limit(HttpServerRequest request) {
        String limit = request.getParam("limit");
        return limit == null ? 20 : (int) positive(Integer.parseInt(limit), 100);
    }

    private static long positive(long number, long most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("number");
        }
        return number;
    }

    private static String text(Buffer body) {
        try {
            JsonObject json = new JsonObject(body);
            if (json.size() == 1 && json.getValue("text") instanceof String text) {
                return text.substring(0, (int) positive(text.length(), 1_000));
            }
        } catch (DecodeException e) {
            // As for any other body that is none.
        }
        throw new IllegalArgumentException("text");
    }

    private static void answer(HttpServerRequest request, int good, int refused, AsyncResult<?> answer) {
        if (answer.failed()) {
            refuse(request, answer.cause() instanceof IllegalArgumentException ? 400 : 503);
        } else if (answer.result() instanceof Buffer body) {
            request.response()
                    .setStatusCode(good)
                    .putHeader("Content-Type", "application/json")
                    .end(body);
        } else {
            refuse(request, refused);
        }
    }

    private static void refuse(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }
}
