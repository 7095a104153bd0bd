package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import dev.verge.endpoint.OperationHandler;
import dev.verge.observation.Observation.RequestFailed;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.source.MistakesException;
import dev.verge.testing.Folders;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations answered in Java: found as {@link java.util.ServiceLoader} finds them, seen by one test at a time. */
class OperationHandlerTest {
    private static final Path CONF = Path.of("src/test/resources/handler/conf");

    private final List<String> served = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private TestServer serve(Path conf, Class<?>... handlers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        String names = Stream.of(handlers).map(Class::getName).collect(Collectors.joining("\n"));
        Files.writeString(services.resolve(OperationHandler.class.getName()), names);
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        thread.setContextClassLoader(
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, loader));
        try {
            return TestServer.start(conf, Map.of("http.instances", 2), observation -> {
                if (observation instanceof RequestServed) {
                    served.add(Thread.currentThread().getName());
                }
            });
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private static Answer greet(TestServer server, String name) {
        return server.client().get("/greetings/" + name, server.issuer().token("member"));
    }

    @Test
    void answersBehindTokenRuleAndValidation() throws IOException {
        try (var server = serve(CONF, Greeter.class)) {
            var claims =
                    server.issuer().claims().put("roles", List.of("member")).put("oid", "o-1");
            var answer = server.client().get("/greetings/ada", server.issuer().token(claims));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.json().getString("greeting")).isEqualTo("Hello ada from o-1");
            int calls = Greeter.THREADS.size();
            assertThat(server.client().get("/greetings/ada").status()).isEqualTo(401);
            assertThat(server.client()
                            .get("/greetings/ada", server.issuer().token("guest"))
                            .status())
                    .isEqualTo(403);
            assertThat(greet(server, "stranger").status()).isEqualTo(403);
            assertThat(greet(server, "x".repeat(11)).status()).isEqualTo(400);
            assertThat(Greeter.THREADS).as("calls of the handler").hasSize(calls);
        }
    }

    @Test
    void answersWhatTheHandlerMeans() throws IOException {
        try (var server = serve(CONF, Greeter.class)) {
            assertThat(greet(server, "nobody").problem()).isEqualTo("not-found");
            assertThat(greet(server, "taken").problem()).isEqualTo("conflict");
            for (String name : List.of("secret", "bug")) {
                var answer = greet(server, name);
                assertThat(answer.problem()).isEqualTo("internal-error");
                assertThat(answer.body().toString()).doesNotContain("cellar", "Exception");
                assertThat(server.observations()).anySatisfy(observation -> assertThat(observation)
                        .isInstanceOfSatisfying(RequestFailed.class, failed -> assertThat(
                                        failed.trace().requestId())
                                .isEqualTo(answer.header("x-request-id"))));
            }
        }
    }

    @Test
    void staysOnOneEventLoopFromHandlerToEnd() throws IOException {
        try (var server = serve(CONF, Greeter.class)) {
            Greeter.THREADS.clear();
            for (int i = 0; i < 20; i++) {
                greet(server, "ada");
                while (served.size() <= i) {
                    Thread.onSpinWait();
                }
            }
            assertThat(Greeter.THREADS).hasSize(20).allMatch(name -> name.startsWith("vert.x-eventloop-thread-"));
            assertThat(served).isEqualTo(Greeter.THREADS);
        }
    }

    @Test
    void refusesHandlersThatDoNotFit() throws IOException {
        assertRefused(CONF, "great", Greeter.class, Greeter.Stray.class);
        assertRefused(CONF, "greet: is claimed by two handlers", Greeter.class, Greeter.Rival.class);
        assertRefused(CONF, "greet.sql");
    }

    @Test
    void refusesSqlBesideHandler(@TempDir Path conf) throws IOException {
        Folders.copy(CONF, conf);
        Files.writeString(conf.resolve("sql/greet.sql"), "SELECT 'Hello ' || :name::text AS greeting");
        assertRefused(conf, "greet: is answered by", Greeter.class);
    }

    private void assertRefused(Path conf, String reason, Class<?>... handlers) {
        assertThatExceptionOfType(MistakesException.class)
                .isThrownBy(() -> serve(conf, handlers).close())
                .satisfies(refused -> assertThat(refused.mistakes())
                        .hasSize(1)
                        .anySatisfy(mistake -> assertThat(mistake.toString()).contains(reason)));
    }
}
