package dev.verge.bench.start;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;

/** The floor of a start: Vert.x, one handler, one statement. No contract, no token, no settings, no log. */
public final class BareServer {
    private BareServer() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments port, database URL with the user in it
     */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        SqlClient client = PgBuilder.client()
                .connectingTo(PgConnectOptions.fromUri(arguments[1]))
                .using(vertx)
                .build();
        HttpServer server = vertx.createHttpServer().requestHandler(request -> answer(client, request));
        server.listen(Integer.parseInt(arguments[0]), "127.0.0.1").onFailure(failure -> System.exit(1));
    }

    private static void answer(SqlClient client, HttpServerRequest request) {
        client.preparedQuery("select 'ok' as status, not pg_is_in_recovery() as writable")
                .execute()
                .onComplete(
                        rows -> {
                            Row row = rows.iterator().next();
                            request.response()
                                    .putHeader("Content-Type", "application/json")
                                    .end(new JsonObject()
                                            .put("status", row.getString(0))
                                            .put("writable", row.getBoolean(1))
                                            .toBuffer());
                        },
                        failure -> request.response().setStatusCode(503).end());
    }
}
