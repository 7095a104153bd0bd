package dev.verge.feature;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.development.SampleCaller;
import dev.verge.development.SampleCallers;
import dev.verge.source.Mistakes;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The API of {@code conf/}, called by its sample callers. */
final class Sample implements AutoCloseable {
    static final Path CONF = Path.of("conf");

    /** Calls without a token. */
    static final String NOBODY = "nobody";

    static final String ADA = "a0000000-0000-4000-8000-000000000001";
    static final String OTTO = "a0000000-0000-4000-8000-000000000002";
    static final String WANDA = "a0000000-0000-4000-8000-000000000003";
    static final String RITA = "a0000000-0000-4000-8000-000000000004";
    static final String STRANGER = "a0000000-0000-4000-8000-00000000ffff";

    private final String[] sql = TestServer.sql(CONF);
    private final DatabaseSettings database = TestDatabase.create(sql);
    private final List<SampleCaller> callers =
            SampleCallers.read(CONF, new Mistakes()).orElseThrow();
    private final TestServer server;

    /** Serves a conf folder over the sample's database: {@code conf/} or a copy of it. */
    Sample(Path conf) {
        server = TestServer.start(conf, database, Map.of());
    }

    /** Brings the data back to what the dev mode starts with. */
    void reset() {
        TestDatabase.execute(database, "truncate users, documents, grants restart identity", sql[sql.length - 1]);
    }

    TestServer server() {
        return server;
    }

    DatabaseSettings database() {
        return database;
    }

    Answer get(String caller, String target) {
        return send(caller, "GET", target, null);
    }

    /** Any request of a sample caller; a null body sends none. */
    Answer send(String caller, String method, String target, String body) {
        return TestServer.await(begin(caller, method, target, body));
    }

    /** A request whose answer is waited for later. */
    Future<Answer> begin(String caller, String method, String target, String body) {
        return request(caller.equals(NOBODY) ? null : token(caller), method, target, body);
    }

    /** A request of somebody who is no sample caller. */
    Answer sendAs(String oid, List<String> roles, String method, String target, String body) {
        return TestServer.await(request(token(oid, roles), method, target, body));
    }

    private Future<Answer> request(String token, String method, String target, String body) {
        var headers = new HashMap<String, String>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        return server.client().begin(method, target, headers, body == null ? null : Buffer.buffer(body));
    }

    private String token(String name) {
        SampleCaller caller = callers.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return token(caller.oid(), caller.roles());
    }

    private String token(String oid, List<String> roles) {
        JsonObject claims = server.issuer().claims().put("oid", oid).put("roles", roles);
        return server.issuer().token(claims.put("scp", "access_as_user"));
    }

    @Override
    public void close() {
        server.close();
    }
}
