package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestCommand;
import dev.verge.TestCommand.Result;
import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.development.LocalIssuer;
import dev.verge.testing.Folders;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command prints and how it ends. */
class CommandsTest {
    private static final String TENANT = "7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c";

    @TempDir
    private Path conf;

    @BeforeEach
    void copy() {
        Path ignored = Folders.copy(Sample.CONF, conf);
    }

    /** Has the settings name a database. */
    private void use(DatabaseSettings database) throws IOException {
        Folders.replace(
                conf.resolve("verge.yaml"),
                "  url: postgresql://127.0.0.1:5432/verge\n  user: verge\n  password: null\n",
                "  url: " + database.url() + "\n  user: " + database.user() + "\n  password: " + database.password()
                        + "\n");
    }

    private void useNoDatabase() throws IOException {
        Folders.replace(conf.resolve("verge.yaml"), "127.0.0.1:5432/", "127.0.0.1:" + TestProcess.freePort() + "/");
    }

    private Result check(String... options) {
        var arguments = new java.util.ArrayList<>(List.of("check", "--conf", conf.toString()));
        arguments.addAll(List.of(options));
        return TestCommand.run(arguments.toArray(String[]::new));
    }

    @Test
    void checkPreparesEveryStatementAndChangesNothing() throws IOException {
        DatabaseSettings database = TestDatabase.create(TestServer.sql(Sample.CONF));
        use(database);
        assertThat(check()).isEqualTo(new Result(0, "11 operations, 0 mistakes; every statement was prepared\n"));
        assertThat(check("--require-database").status()).isZero();
        Result json = check("--json", "--require-database");
        assertThat(json.status()).isZero();
        assertThat(new JsonObject(json.output())).isEqualTo(new JsonObject("""
                {"ok": true, "operations": 11, "database": {"prepared": true, "reason": null}, "mistakes": []}"""));
        assertThat(TestDatabase.query(database, "select count(*) from documents"))
                .containsExactly("3");
    }

    @Test
    void checkNamesMistakesOfFilesAndDatabaseTogether() throws IOException {
        use(TestDatabase.create(TestServer.sql(Sample.CONF)));
        Folders.replace(conf.resolve("verge.yaml"), "  leeway: 1m", "  leeway: 1d");
        Folders.replace(conf.resolve("sql/getMe.sql"), "u.department", "u.departement");
        Result text = check();
        assertThat(text.status()).isEqualTo(1);
        assertThat(text.output().lines().toList())
                .hasSize(3)
                .anyMatch(line -> line.startsWith(conf + "/sql/getMe.sql:2: PostgreSQL refuses the statement: "))
                .anyMatch(line ->
                        line.matches("\\S+/verge.yaml:\\d+ #/identity/leeway: identity.leeway: 1d .expected: .*"))
                .endsWith("11 operations, 2 mistakes; the database was asked about every statement");
        Result json = check("--json");
        assertThat(json.status()).isEqualTo(1);
        JsonObject report = new JsonObject(json.output());
        assertThat(report.getBoolean("ok")).isFalse();
        assertThat(report.getJsonArray("mistakes")).hasSize(2);
        JsonObject mistake = report.getJsonArray("mistakes").getJsonObject(0);
        assertThat(mistake.fieldNames()).containsExactlyInAnyOrder("file", "line", "pointer", "message");
    }

    @Test
    void checkWithoutADatabaseSaysSoAndFailsOnlyWhenOneIsRequired() throws IOException {
        useNoDatabase();
        Result text = check();
        assertThat(text.status()).isZero();
        assertThat(text.output()).startsWith("11 operations, 0 mistakes; no statement was prepared: postgresql://127");
        Result required = check("--require-database", "--json");
        assertThat(required.status()).isEqualTo(1);
        assertThat(new JsonObject(required.output()).getBoolean("ok")).isFalse();
        assertThat(new JsonObject(required.output()).getJsonObject("database").getString("reason"))
                .endsWith("the connection is refused");
    }

    @Test
    void checkOfNoFolderIsOneLine() {
        assertThat(TestCommand.run("check", "--conf", "nowhere"))
                .isEqualTo(new Result(1, "--conf: nowhere is not a directory\n"));
    }

    /** The port is taken too: nobody hears of it, for nothing was opened. */
    @Test
    void serveRefusesMistakesBeforeItOpensAPort() throws IOException {
        useNoDatabase();
        Folders.replace(conf.resolve("sql/getMe.sql"), ":caller.oid", ":caller.id");
        Folders.replace(conf.resolve("openapi.yaml"), "allow: document-writer.sql", "alow: document-writer.sql");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var process = serve(TENANT, taken.getLocalPort(), 0)) {
            assertThat(process.exitStatus()).isEqualTo(1);
            assertThat(said(process))
                    .hasSize(3)
                    .contains("2 mistakes:")
                    .anyMatch(line -> line.contains("openapi.yaml:") && line.contains("alow is not known"))
                    .anyMatch(line -> line.contains("sql/getMe.sql:4: ") && line.contains("caller.id"));
        }
    }

    @Test
    void serveRefusesThePlaceholderOfTheSample() {
        try (var process = serve("00000000-0000-0000-0000-000000000000", 0, 0)) {
            assertThat(process.exitStatus()).isEqualTo(1);
            assertThat(said(process))
                    .hasSize(2)
                    .contains("1 mistake:")
                    .anyMatch(line -> line.endsWith("(expected: your own tenant's id, not the sample's placeholder)"));
        }
    }

    @Test
    void serveSaysInOneLineThatAPortIsTaken() throws IOException {
        use(TestDatabase.create(TestServer.sql(Sample.CONF)));
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            try (var process = serve(TENANT, 0, port)) {
                assertThat(process.exitStatus()).isEqualTo(1);
                assertThat(process.output())
                        .isEqualTo("Cannot listen on 127.0.0.1:" + port
                                + " (management.port): it is taken, or is no address of this machine");
            }
            try (var process = serve(TENANT, port, 0)) {
                assertThat(process.exitStatus()).isEqualTo(1);
                assertThat(said(process))
                        .containsExactly("Cannot listen on 127.0.0.1:" + port
                                + " (http.port): it is taken, or is no address of this machine");
            }
        }
    }

    /** Without the log of what happened on the way. */
    private static List<String> said(TestProcess process) {
        return process.output()
                .lines()
                .filter(line -> !line.matches("[0-9:.]+ (INFO|WARN) .*"))
                .toList();
    }

    private TestProcess serve(String tenant, int port, int managementPort) {
        return TestProcess.start(
                Map.of(
                        "VERGE_IDENTITY_ISSUERS_ENTRA_TENANT",
                        tenant,
                        "VERGE_IDENTITY_ISSUERS_ENTRA_CLIENT",
                        TENANT,
                        "VERGE_HTTP_HOST",
                        "127.0.0.1",
                        "VERGE_HTTP_PORT",
                        String.valueOf(port),
                        "VERGE_MANAGEMENT_PORT",
                        String.valueOf(managementPort)),
                "serve",
                "--conf=" + conf);
    }

    @Test
    void devSaysInOneLineThatItsPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Result result = TestCommand.run("dev", "--conf", conf.toString(), "--port", String.valueOf(port));
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output())
                    .startsWith("Port " + port + " is taken: is Verge running already?")
                    .hasLineCount(1);
        }
    }

    @Test
    void tokenPrintsOneThatHoldsWhatWasAskedFor() {
        Vertx vertx = Vertx.vertx();
        try {
            LocalIssuer issuer = TestServer.await(LocalIssuer.start(vertx, 0, Clock.systemUTC(), List.of()));
            Result result = TestCommand.run(
                    "token", "--issuer", issuer.url(), "--role", "admin", "--role=member", "--oid", Sample.ADA);
            assertThat(result.status()).as(result.output()).isZero();
            String[] parts = result.output().strip().split("\\.");
            assertThat(parts).hasSize(3);
            var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            assertThat(claims.getJsonArray("roles")).containsExactlyInAnyOrder("admin", "member");
            assertThat(claims.getString("oid")).isEqualTo(Sample.ADA);
            assertThat(claims.getString("iss")).isEqualTo(issuer.issuer());
            assertThat(TestCommand.run("token", "--issuer", issuer.url(), "--oid", "1")
                            .output())
                    .startsWith("The issuer refuses: oid: 1 (expected: ")
                    .hasLineCount(1);
        } finally {
            TestServer.await(vertx.close());
        }
        assertThat(TestCommand.run("token", "--issuer", "http://127.0.0.1:" + TestProcess.freePort()))
                .extracting(Result::status)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "check", "dev", "token"})
    void helpNamesEveryOptionAndEndsWell(String command) {
        String name = ("verge " + command).strip();
        Result help = run(command, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.output()).startsWith("Usage: " + name).contains("--help", "--version");
        assertThat(run(command, "--version")).isEqualTo(new Result(0, "verge (not packaged)\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "check", "dev", "token"})
    void anUnknownOptionIsNamed(String command) {
        Result result = run(command, "--cnof=x");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("Unknown option: '--cnof=x'", "Usage: ");
    }

    @Test
    void aMissingOrUnknownCommandIsNamed() {
        assertThat(TestCommand.run()).extracting(Result::status).isEqualTo(2);
        assertThat(TestCommand.run().output()).startsWith("Missing command");
        Result unknown = TestCommand.run("srve");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.output()).contains("srve");
    }

    private static Result run(String command, String option) {
        return command.isEmpty() ? TestCommand.run(option) : TestCommand.run(command, option);
    }
}
