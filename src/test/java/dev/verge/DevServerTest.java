package dev.verge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.observation.Observation;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.observation.Observation.ContractServed;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saves files as somebody would who writes an API with the dev mode running. */
class DevServerTest {
    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Numbers, version: '1'}
            components: {securitySchemes: {token: {type: http, scheme: bearer}}}
            paths:
              /numbers:
                get:
                  operationId: listNumbers
                  security: []
                  responses:
                    '200':
                      description: All of them.
                      content: {application/json: {schema: {type: array, items: {type: integer}}}}
            """;

    private final Vertx vertx = Vertx.vertx();
    private final StringWriter terminal = new StringWriter();
    private final BlockingQueue<Observation> observations = new LinkedBlockingQueue<>();

    @TempDir
    private Path conf;

    private DevServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        save("openapi.yaml", CONTRACT);
        save("sql/listNumbers.sql", "select n from numbers order by n");
        save("dev/numbers.sql", "create table numbers (n integer primary key); insert into numbers values (1), (2);");
        var ports = new DevServer.Ports(0, 0, 0);
        server = TestServer.await(DevServer.start(vertx, conf, ports, observations::add, new PrintWriter(terminal)));
        Matcher command = Pattern.compile("curl -s http://127\\.0\\.0\\.1:(\\d+)/numbers\n")
                .matcher(terminal.toString());
        assertThat(command.find()).as(terminal.toString()).isTrue();
        client = new TestClient(vertx, Integer.parseInt(command.group(1)));
        awaitServed();
    }

    @AfterEach
    void stop() {
        TestServer.await(server.stop());
        TestServer.await(vertx.close());
    }

    private void save(String file, String text) throws IOException {
        Path path = conf.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private <T extends Observation> T await(Class<T> kind) {
        try {
            Observation next;
            do {
                next = observations.poll(30, TimeUnit.SECONDS);
                assertThat(next).as("an observation: " + kind).isNotNull();
            } while (!kind.isInstance(next));
            return kind.cast(next);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitServed() {
        assertThat(await(ContractServed.class).operations()).isPositive();
    }

    private String numbers() {
        return client.get("/numbers").body().toString();
    }

    @Test
    void servesSavedStatementsDataAndSettings() throws IOException {
        assertThat(numbers()).isEqualTo("[1,2]");
        save("sql/listNumbers.sql", "select n from numbers order by n desc");
        awaitServed();
        assertThat(numbers()).isEqualTo("[2,1]");
        save("dev/numbers.sql", "create table numbers (n integer primary key); insert into numbers values (3), (4);");
        awaitServed();
        assertThat(numbers()).isEqualTo("[4,3]");
        assertThat(client.get("/numbers?all").status()).isEqualTo(400);
        save("verge.yaml", "http: {unknownQueryParameters: allow}");
        awaitServed();
        assertThat(client.get("/numbers?all").status()).isEqualTo(200);
    }

    @Test
    void refusesMistakesAndServesOnUntilTheyAreMended() throws IOException {
        save("verge.yaml", "htttp: {port: 1}");
        assertRefused("settings file", "verge.yaml:1");
        save("verge.yaml", "http: {}");
        awaitServed();
        save("verge.yaml", "{http: {}, htttp: {port: 1}}");
        assertRefused("settings file", "verge.yaml:1");
        save("verge.yaml", "http: {}");
        awaitServed();
        save("dev/numbers.sql", "create tabel numbers (n int);");
        assertRefused("sample data", "numbers.sql:1");
        save("dev/numbers.sql", "create table numbers (n integer primary key); insert into numbers values (5);");
        awaitServed();
        assertThat(numbers()).isEqualTo("[5]");
        save("dev/callers.yaml", "callers: [{name: ann}]");
        assertRefused("file of callers", "callers.yaml:1");
        save("openapi.yaml", "openapi: 3.1.0");
        assertRefused("conf", "openapi.yaml");
        assertThat(numbers()).isEqualTo("[5]");
    }

    private void assertRefused(String what, String where) {
        ChangeRefused refused = await(ChangeRefused.class);
        assertThat(refused.what()).isEqualTo(what);
        assertThat(refused.mistakes().get(0)).contains(where);
        assertThat(client.get("/numbers").status()).isEqualTo(200);
    }
}
