package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.testing.StoppableDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers who read and write while the database loses its connections, is killed, and comes back. */
class OutageTest {
    private static final int CALLERS = 8;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();

    private record Answer(long id, boolean write, int status, boolean mayRetry, String body) {
        private boolean isDoubtful() {
            return body.contains("not known");
        }
    }

    @Test
    @Timeout(120)
    void everyAnswerIsTrueAndServiceComesBackByItself(@TempDir Path conf, @TempDir Path data) throws Exception {
        write(conf);
        try (var database = new StoppableDatabase(data)) {
            change(database, "CREATE TABLE item (id bigint PRIMARY KEY)");
            try (var server = TestServer.start(conf, database.settings(), Map.of("database.connections", 4))) {
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
                for (int i = 0; i < CALLERS; i++) {
                    callers.execute(() -> callUntilOver(server.port()));
                }
                awaitSuccess();
                disturb(database);
                awaitSuccess();
                over.set(true);
                callers.shutdown();
                assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            }
            check(rows(database));
        }
    }

    private static void disturb(StoppableDatabase database) throws Exception {
        for (int i = 0; i < 10; i++) {
            change(
                    database,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'verge'",
                    "ALTER TABLE item ADD COLUMN c" + i + " int",
                    "SELECT pg_sleep(0.05)");
        }
        database.kill();
        TimeUnit.MILLISECONDS.sleep(500);
        database.stop();
        database.start();
    }

    private void check(Set<Long> rows) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status).as(answer.body).isIn(200, 201, 503);
            assertThat(answer.mayRetry).isEqualTo(answer.status == 503);
        });
        assertThat(answers).extracting(Answer::status).contains(503);
        List<Answer> writes = answers.stream().filter(Answer::write).toList();
        assertThat(writes).allSatisfy(write -> {
            if (!write.isDoubtful()) {
                assertThat(rows.contains(write.id)).as("%s", write).isEqualTo(write.status == 201);
            }
        });
    }

    /** Somebody who came after now has been served. */
    private void awaitSuccess() throws InterruptedException {
        long before = ids.get();
        while (answers.stream().noneMatch(answer -> answer.id > before && answer.status < 300)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void callUntilOver(int port) {
        try {
            while (!over.get()) {
                Answer answer = call(URI.create("http://127.0.0.1:" + port + "/items"));
                answers.add(answer);
                TimeUnit.MILLISECONDS.sleep(answer.status < 300 ? 0 : 20);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Answer call(URI items) throws IOException, InterruptedException {
        long id = ids.incrementAndGet();
        boolean write = id % 2 == 0;
        var request = HttpRequest.newBuilder(items).timeout(Duration.ofSeconds(10));
        if (write) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"id\": " + id + "}"));
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean mayRetry = answer.headers().firstValue("Retry-After").isPresent();
        return new Answer(id, write, answer.statusCode(), mayRetry, answer.body());
    }

    private static void write(Path conf) throws IOException {
        Files.createDirectories(conf.resolve("sql/allow"));
        Files.writeString(conf.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Items, version: '1'}
                security: []
                paths:
                  /items:
                    get:
                      operationId: countItems
                      x-verge: {deadline: 5s, allow: yes.sql}
                      responses: {'200': {description: All, content: {application/json: {schema: {type: object}}}}}
                    post:
                      operationId: addItem
                      x-verge: {deadline: 5s, allow: yes.sql}
                      requestBody:
                        content: {application/json: {schema: {type: object, properties: {id: {type: integer}}}}}
                      responses: {'201': {description: One, content: {application/json: {schema: {type: object}}}}}
                """);
        Files.writeString(conf.resolve("sql/countItems.sql"), "SELECT count(*) FROM item");
        Files.writeString(conf.resolve("sql/addItem.sql"), "INSERT INTO item (id) VALUES (:body.id) RETURNING id");
        Files.writeString(conf.resolve("sql/allow/yes.sql"), "SELECT count(*) >= 0 FROM item");
    }

    private static void change(StoppableDatabase database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Set<Long> rows(StoppableDatabase database) throws SQLException {
        var ids = new HashSet<Long>();
        try (Connection connection = connect(database);
                var rows = connection.createStatement().executeQuery("SELECT id FROM item")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static Connection connect(StoppableDatabase database) throws SQLException {
        var settings = database.settings();
        return DriverManager.getConnection("jdbc:" + settings.url(), settings.user(), settings.password());
    }
}
