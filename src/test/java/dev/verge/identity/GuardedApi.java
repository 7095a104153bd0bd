package dev.verge.identity;

import dev.verge.TestClient;
import dev.verge.TestClient.Answer;
import dev.verge.auth.Identity;
import dev.verge.auth.keys.JwksCache;
import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.contract.openapi.ContractReader;
import dev.verge.database.Database;
import dev.verge.database.StatementDescriber;
import dev.verge.endpoint.OperationHandler;
import dev.verge.endpoint.OperationRequest;
import dev.verge.endpoint.link.Linker;
import dev.verge.endpoint.link.Planner;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.endpoint.serving.EndpointFactory;
import dev.verge.http.ApiRouter;
import dev.verge.http.ApiServer;
import dev.verge.http.connection.Acceptance;
import dev.verge.http.limit.Limits;
import dev.verge.observation.Observation;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Tracing;
import dev.verge.source.Mistakes;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import dev.verge.testing.TestTime;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The operations of {@code identity/conf} served over HTTP as a node serves them, with an issuer and a time that tests
 * control. They answer in Java, so there is no database.
 */
final class GuardedApi implements AutoCloseable {
    static final String TENANT = "7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c";
    static final String CLIENT = "3f0d8c51-52a7-4b0e-9a61-6c1b7d2e4f50";

    private static final Path CONF = Path.of("src/test/resources/identity/conf");

    final Vertx vertx = Vertx.vertx();
    final TestTime time;
    private final AtomicLong age = new AtomicLong();
    final TestIssuer issuer = TestIssuer.start(vertx);
    final List<Observation> observations = new CopyOnWriteArrayList<>();
    final Identity identity;
    final TestClient client;
    final int port;

    private GuardedApi(Map<String, Object> settings, TestTime time) {
        this.time = time;
        issuer.follow(time);
        var mistakes = new Mistakes();
        Settings loaded = Futures.result(new SettingsLoader(vertx, Map.of(), Map.of())
                .load(CONF, command(settings), mistakes)
                .map(mistakes::refuseAnyIn));
        identity = new Identity(vertx, loaded.identity(), observations::add, () -> time.nanoTime() + age.get(), time);
        var loop = new Loop(loaded, mistakes);
        Futures.result(vertx.deployVerticle(loop));
        port = loop.server.port();
        client = new TestClient(vertx, port);
    }

    /** Trusts the test's issuer as {@code test}, with these settings over that; its keys are there. */
    static GuardedApi start(Map<String, Object> settings) {
        var api = withoutKeys(settings);
        Futures.result(api.identity.start());
        return api;
    }

    /** The same, by the clock of the rest of the world. */
    static GuardedApi live(Map<String, Object> settings) {
        var api = new GuardedApi(settings, TestTime.running());
        Futures.result(api.identity.start());
        return api;
    }

    /** The same; its keys are not asked for. */
    static GuardedApi withoutKeys(Map<String, Object> settings) {
        return new GuardedApi(settings, TestTime.standing());
    }

    private Map<String, Object> command(Map<String, Object> settings) {
        var command = new HashMap<String, Object>(Map.of(
                "http.host",
                "127.0.0.1",
                "http.port",
                0,
                "database.url",
                "postgresql://127.0.0.1:1/none",
                "identity.issuers.test.issuer",
                issuer.issuer(),
                "identity.issuers.test.audiences",
                TestIssuer.AUDIENCE,
                "identity.issuers.test.scopesClaim",
                "scp"));
        settings.forEach((key, value) ->
                command.put(key, value instanceof String text ? text.replace("{issuer}", issuer.issuer()) : value));
        return command;
    }

    Answer get(String target, String token) {
        return client.get(target, token);
    }

    /** The same, not waited for. */
    Future<Answer> later(String target, String token) {
        return vertx.executeBlocking(() -> get(target, token), false);
    }

    /** Waits until something holds, not long. */
    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            Futures.result(vertx.timer(5));
        }
    }

    /** The one record of the decision about a request. */
    Decision decision(Answer answer) {
        List<Decision> decisions = observed(Decision.class)
                .filter(decision -> decision.requestId().equals(answer.header("x-request-id")))
                .toList();
        if (decisions.size() != 1) {
            throw new AssertionError("decisions: " + decisions);
        }
        return decisions.get(0);
    }

    <T extends Observation> Stream<T> observed(Class<T> type) {
        return observations.stream().filter(type::isInstance).map(type::cast);
    }

    /** Lets time pass for keys alone; what tokens say of time stays true. */
    void letKeysAge(Duration duration) {
        age.addAndGet(duration.toNanos());
    }

    /** The keys of the issuer of this name. */
    JwksCache keys(String name) {
        return identity.keys().stream()
                .filter(keys -> keys.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        Futures.result(identity.close());
        Futures.result(vertx.close());
    }

    private final class Loop extends VerticleBase {
        private final Settings settings;
        private final Mistakes mistakes;
        private ApiServer server;

        Loop(Settings settings, Mistakes mistakes) {
            this.settings = settings;
            this.mistakes = mistakes;
        }

        @Override
        public Future<?> start() {
            var share = new Database.Share(1, 1, 1);
            var database = new Database(
                    vertx, settings.database(), share, settings.deadline().maximum(), observations::add);
            return plans().compose(plans -> {
                var endpoints = new EndpointFactory(identity, database, observations::add, System::nanoTime);
                var router = new ApiRouter(
                        vertx,
                        endpoints.create(plans),
                        settings.http(),
                        Limits.none(),
                        observations::add,
                        Tracing.Choice.NONE,
                        System::nanoTime,
                        RandomGenerator.getDefault()::nextLong);
                return ApiServer.listen(vertx, settings.http(), router, new Acceptance())
                        .onSuccess(open -> server = open);
            });
        }

        private Future<List<OperationPlan>> plans() {
            var contract = ContractReader.read(CONF, settings.contract(), mistakes);
            List<OperationHandler> handlers = contract.operations().stream()
                    .<OperationHandler>map(operation -> new Done(operation.operationId()))
                    .toList();
            var drafts = new Linker(CONF, settings.deadline().maximum(), handlers, mistakes).draft(contract);
            return new Planner(new StatementDescriber(vertx, settings.database()), settings, mistakes)
                    .plan(drafts)
                    .map(mistakes::refuseAnyIn);
        }
    }

    /** Does nothing, well. */
    private record Done(String operationId) implements OperationHandler {
        @Override
        public Future<JsonObject> handle(OperationRequest request) {
            return Future.succeededFuture();
        }
    }
}
