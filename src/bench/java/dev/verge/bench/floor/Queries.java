package dev.verge.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements, each with its rule in it: one round trip on a shared, pipelined connection. */
final class Queries {
    private static final int PIPELINE = 1_024;

    private static final String DOCUMENT = """
            select r.allowed, d.id, d.title, d.content, d.author, d.tags, d.version, d.created_at
              from (select exists (select from grants where document_id = $1 and user_id = $2) as allowed) r
              left join lateral (select * from documents where r.allowed and id = $1) d on true""";

    private static final String PAGE = """
            select true, d.id, d.title, d.content, d.author, d.tags, d.version, d.created_at
              from grants g join documents d on d.id = g.document_id
             where g.user_id = $1 order by g.document_id desc limit $2""";

    private static final String COMMENT = """
            insert into comments (document_id, author, text)
            select $1, $2, $3 where exists (select from grants where document_id = $1 and user_id = $2)
            returning id, document_id, author, text""";

    private final SqlClient client;

    Queries(Vertx vertx, String url, int connections) {
        client = PgBuilder.client()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(PgConnectOptions.fromUri(url)
                        .setCachePreparedStatements(true)
                        .setPipeliningLimit(PIPELINE))
                .using(vertx)
                .build();
    }

    /** Null when the rule refuses. */
    Future<@Nullable Buffer> document(long id, UUID caller) {
        return client.preparedQuery(DOCUMENT)
                .execute(Tuple.of(id, caller))
                .map(Queries::first)
                .map(row -> row != null && row.getBoolean(0) && row.getValue(1) != null
                        ? Json.document(Buffer.buffer(512), row)
                        : null);
    }

    Future<@Nullable Buffer> page(UUID caller, int limit) {
        return client.preparedQuery(PAGE).execute(Tuple.of(caller, limit)).map(Json::page);
    }

    /** Null when the rule refuses. */
    Future<@Nullable Buffer> comment(long id, UUID caller, String text) {
        return client.preparedQuery(COMMENT)
                .execute(Tuple.of(id, caller, text))
                .map(Queries::first)
                .map(row -> row == null ? null : Json.comment(row));
    }

    private static @Nullable Row first(RowSet<Row> rows) {
        return rows.size() == 1 ? rows.iterator().next() : null;
    }
}
