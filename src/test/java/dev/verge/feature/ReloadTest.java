package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.observation.Observation.ContractServed;
import dev.verge.testing.Folders;
import dev.verge.testing.OpenTransaction;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed files of a node that serves, mounted as Kubernetes mounts a ConfigMap: every file is a link to a link. */
class ReloadTest {
    private static final String LIST = "/documents/1/grants";

    @TempDir
    private static Path conf;

    private static Path current;
    private static Sample sample;
    private static int versions;

    @BeforeAll
    static void start() throws IOException {
        swap();
        for (String name : List.of("verge.yaml", "openapi.yaml", "sql")) {
            Files.createSymbolicLink(conf.resolve(name), Path.of("..data", name));
        }
        sample = new Sample(conf);
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    /** From the sample's own files, as each test begins. */
    @BeforeEach
    void reset() throws IOException {
        swap();
        assertThat(sample.server().reload()).isTrue();
        sample.reset();
    }

    /** A new version of all files takes the place of the one before in one step. */
    private static void swap() throws IOException {
        current = Folders.copy(Sample.CONF, conf.resolve("..version-" + versions++));
        Path link = Files.createSymbolicLink(conf.resolve("..data_tmp"), current.getFileName());
        Files.move(link, conf.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> reasons() {
        return sample.server().observations().stream()
                .filter(ChangeRefused.class::isInstance)
                .map(refused -> ((ChangeRefused) refused).mistakes())
                .reduce((earlier, later) -> later)
                .orElse(List.of());
    }

    private static String status() {
        return sample.get(Sample.NOBODY, "/status").body().toString();
    }

    @Test
    void servesChangedFilesFromTheNextRequestOn() throws IOException {
        int port = sample.server().port();
        Folders.replace(current.resolve("sql/getStatus.sql"), "not pg_is_in_recovery()", "false");
        assertThat(status()).isEqualTo("{\"status\":\"ok\",\"writable\":true}");
        assertThat(sample.server().reload()).isTrue();
        // On every event loop, whichever takes the connection.
        IntStream.range(0, 10).forEach(i -> assertThat(status()).isEqualTo("{\"status\":\"ok\",\"writable\":false}"));
        assertThat(sample.server().port()).isEqualTo(port);
    }

    @Test
    void servesNewOperationsAndNoLongerOldOnes() throws IOException {
        assertThat(sample.get("otto", LIST).problem()).isEqualTo("no-such-route");
        Folders.replace(current.resolve("openapi.yaml"), "  /users:", "  /people:");
        assertThat(sample.server().reload()).isTrue();
        assertThat(sample.get("ada", "/people").status()).isEqualTo(200);
        assertThat(sample.get("ada", "/users").problem()).isEqualTo("no-such-route");
        assertThat(sample.get("otto", "/people").problem()).isEqualTo("forbidden");
    }

    @Test
    void servesASwappedVersion() throws IOException {
        Path before = current;
        swap();
        Folders.replace(current.resolve("sql/getStatus.sql"), "not pg_is_in_recovery()", "false");
        assertThat(sample.server().reload()).isTrue();
        assertThat(status()).contains("false");
        assertThat(before.resolve("sql/getStatus.sql")).content().contains("not pg_is_in_recovery()");
    }

    @Test
    void keepsTheLastGoodVersionAndNamesEveryMistake() throws IOException {
        Folders.replace(current.resolve("sql/getStatus.sql"), "as writable", "as writeable");
        Folders.replace(current.resolve("sql/getMe.sql"), "from users u", "from user_names u");
        Folders.replace(current.resolve("openapi.yaml"), "allow: document-writer.sql", "allow: document-writers.sql");
        Files.delete(current.resolve("sql/listUsers.sql"));
        assertThat(sample.server().reload()).isFalse();
        assertThat(reasons())
                .hasSize(4)
                .anyMatch(reason ->
                        reason.matches(".*/openapi.yaml:\\d+ #\\S+/put/x-verge/allow: .*/document-writers.sql: the"
                                + " file does not exist \\(did you mean document-writer.sql\\?\\)"))
                .anyMatch(reason -> reason.matches(".*/openapi.yaml:\\d+ #\\S+/get/x-verge/sql: .*/listUsers.sql: .*"))
                .anyMatch(reason -> reason.endsWith("/sql/getMe.sql:3: PostgreSQL refuses the statement: relation"
                        + " \"user_names\" does not exist (42P01)"))
                .anyMatch(reason ->
                        reason.endsWith("/sql/getStatus.sql:2: column for the answer of getStatus: writeable is"
                                + " not known (did you mean writable?)"));
        assertThat(status()).isEqualTo("{\"status\":\"ok\",\"writable\":true}");
        assertThat(sample.get("otto", "/me").status()).isEqualTo(200);
        assertThat(sample.get("ada", "/users").status()).isEqualTo(200);
    }

    @Test
    void survivesAContractThatIsHalfWritten() throws IOException {
        Path contract = current.resolve("openapi.yaml");
        String whole = Files.readString(contract);
        Files.writeString(contract, whole.substring(0, whole.indexOf("required: [type") + 12));
        assertThat(sample.server().reload()).isFalse();
        assertThat(reasons())
                .hasSize(1)
                .allMatch(reason -> reason.matches(".*openapi.yaml:\\d+.*is not YAML or JSON.*"));
        assertThat(sample.get("otto", "/documents/1").status()).isEqualTo(200);
        Files.writeString(contract, whole);
        assertThat(sample.server().reload()).isTrue();
        assertThat(sample.server().observations()).contains(new ContractServed(11));
    }

    @Test
    void finishesRequestsInFlightOnTheirVersion() throws Exception {
        String grant = "/documents/1/grants/" + Sample.RITA;
        Future<Answer> inFlight;
        try (var lock =
                OpenTransaction.begin(sample.database(), "select from grants where document_id = 1 for update")) {
            inFlight = sample.begin("otto", "PUT", grant, "{\"access\": \"write\"}");
            lock.awaitWaiting(1);
            Folders.replace(
                    current.resolve("sql/grantAccess.sql"),
                    "g.access, g.granted_at",
                    "'read'::access_level as access, g.granted_at");
            Folders.replace(current.resolve("sql/allow/document-owner.sql"), "g.access = 'owner'", "g.access = 'read'");
            assertThat(sample.server().reload()).isTrue();
            assertThat(sample.send("otto", "PUT", grant, "{\"access\": \"write\"}")
                            .problem())
                    .isEqualTo("forbidden");
            assertThat(inFlight.isComplete()).isFalse();
        }
        assertThat(TestServer.await(inFlight).status()).isEqualTo(200);
        assertThat(TestServer.await(inFlight).json().getString("access")).isEqualTo("write");
        assertThat(sample.send("ada", "PUT", grant, "{\"access\": \"write\"}")
                        .json()
                        .getString("access"))
                .isEqualTo("read");
    }
}
