package dev.verge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.SettingsLoader;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.source.Mistakes;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A whole node on free ports of the loopback address, with a fresh database and an issuer of its own. */
public final class TestServer implements AutoCloseable {
    private final Vertx vertx;
    private final TestIssuer issuer;
    private final Server server;
    private final TestClient client;
    private final List<Observation> observations;

    private TestServer(Vertx vertx, TestIssuer issuer, Server server, List<Observation> observations) {
        this.vertx = vertx;
        this.issuer = issuer;
        this.server = server;
        this.client = new TestClient(vertx, server.port());
        this.observations = observations;
    }

    /** Serves a conf folder; its {@code dev/*.sql} fills the database. Fails as {@code serve} would. */
    public static TestServer start(Path conf, Map<String, Object> settings) {
        return start(conf, TestDatabase.create(sql(conf)), settings);
    }

    /** Serves a conf folder; an observer is told what happens, on the threads where it does. */
    public static TestServer start(Path conf, Map<String, Object> settings, Observer observer) {
        return start(conf, TestDatabase.create(sql(conf)), settings, observer);
    }

    /** Serves a conf folder over a database that is there already. */
    public static TestServer start(Path conf, DatabaseSettings database, Map<String, Object> settings) {
        return start(conf, database, settings, observation -> {});
    }

    /** Serves a conf folder on a Vert.x of the test's own making, which the server closes. */
    public static TestServer start(Vertx vertx, Path conf, Map<String, Object> settings) {
        return start(vertx, conf, TestDatabase.create(sql(conf)), settings, observation -> {});
    }

    private static TestServer start(Path conf, DatabaseSettings database, Map<String, Object> settings, Observer also) {
        return start(Vertx.vertx(), conf, database, settings, also);
    }

    private static TestServer start(
            Vertx vertx, Path conf, DatabaseSettings database, Map<String, Object> settings, Observer also) {
        try {
            TestIssuer issuer = TestIssuer.start(vertx);
            var command = new HashMap<String, Object>(Map.of(
                    "http.host",
                    "127.0.0.1",
                    "http.port",
                    0,
                    "management.port",
                    0,
                    "database.url",
                    database.url(),
                    "database.user",
                    database.user(),
                    "database.tls",
                    "off",
                    "identity.issuers.test.issuer",
                    issuer.issuer(),
                    "identity.issuers.test.audiences",
                    TestIssuer.AUDIENCE));
            command.put("database.password", database.password());
            command.put("identity.issuers.test.scopesClaim", "scp");
            command.put("http.drainDelay", "0s");
            command.putAll(settings);
            var observations = new CopyOnWriteArrayList<Observation>();
            Observer observer = observation -> {
                also.accept(observation);
                observations.add(observation);
            };
            var mistakes = new Mistakes();
            var all = new Conf(conf, new SettingsLoader(vertx, Map.of(), Map.of()), command);
            Server server = await(all.settings(mistakes)
                    .compose(loaded -> Server.start(vertx, all, loaded, metrics -> observer, mistakes)));
            return new TestServer(vertx, issuer, server, observations);
        } catch (RuntimeException e) {
            await(vertx.close());
            throw e;
        }
    }

    /** The texts of {@code dev/*.sql}, in name order. */
    public static String[] sql(Path conf) {
        try (Stream<Path> files = Files.list(conf.resolve("dev"))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(TestServer::read)
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls the API. */
    public TestClient client() {
        return client;
    }

    /** Calls the private port. */
    public TestClient management() {
        return new TestClient(vertx, managementPort());
    }

    public int managementPort() {
        return server.managementPort();
    }

    /** Who signs the tokens. */
    public TestIssuer issuer() {
        return issuer;
    }

    /** The port of the API. */
    public int port() {
        return server.port();
    }

    /** Waits until all connections to the database are open; a node may serve before that. */
    public void awaitConnections() {
        Eventually.holds(() -> assertThat(connections("open")).isNotEmpty().isEqualTo(connections("wanted")));
    }

    private List<String> connections(String state) {
        String of = ",state=\"" + state + "\"";
        return management()
                .get("/metrics")
                .body()
                .toString()
                .lines()
                .filter(line -> line.startsWith("verge_lane_connections{") && line.contains(of))
                .map(line -> line.replace(of, ""))
                .toList();
    }

    /** What the server has said so far. */
    public List<Observation> observations() {
        return observations;
    }

    /** Loads the conf folder anew; whether the new version is served. */
    public boolean reload() {
        return await(server.reload());
    }

    /** Begins to stop. */
    public Future<Void> stop() {
        return server.stop();
    }

    @Override
    public void close() {
        await(server.stop());
        await(vertx.close());
    }

    /** The result of a future; for test threads, which may wait. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
