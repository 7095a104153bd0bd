package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestCommand;
import dev.verge.TestCommand.Result;
import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.testing.Folders;
import dev.verge.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says about the sample, over a database, with mistakes and without either. */
class CheckTest {
    @TempDir
    private Path conf;

    @BeforeEach
    void copy() {
        Path ignored = Folders.copy(Sample.CONF, conf);
    }

    /** Has the settings name a database. */
    private void use(DatabaseSettings database) throws IOException {
        Path settings = conf.resolve("verge.yaml");
        Folders.replace(settings, "url: postgresql://127.0.0.1:5432/verge\n", "url: " + database.url() + "\n");
        Folders.replace(
                settings,
                "  user: verge\n  password: null\n",
                "  user: " + database.user() + "\n  password: " + database.password() + "\n");
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
    void preparesEveryStatementAndChangesNothing() throws IOException {
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
    void namesMistakesOfFilesAndDatabaseTogether() throws IOException {
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

    /** PostgreSQL would tell only when a caller comes. */
    @Test
    void namesRightsThatTheNodeLacks() throws IOException {
        DatabaseSettings database = TestDatabase.create(TestServer.sql(Sample.CONF));
        TestDatabase.execute(
                database,
                "create role lacking login password 'of a test'",
                "grant select, insert, update, delete on all tables in schema public to lacking",
                "revoke select on users from lacking");
        use(database);
        Folders.replace(
                conf.resolve("verge.yaml"),
                "  user: " + database.user() + "\n  password: " + database.password() + "\n",
                "  user: lacking\n  password: of a test\n");
        Result text = check();
        assertThat(text.status()).isEqualTo(1);
        assertThat(text.output().lines().toList())
                .anyMatch(line -> line.startsWith(conf + "/sql/getMe.sql:2: permission denied for table users: "));
    }

    /** Without a caller it may refuse whatever it likes; the planner calls it to guess how many rows there are. */
    @Test
    void takesWhatAFunctionRefusesForNoLackOfRights() throws IOException {
        DatabaseSettings database = TestDatabase.create(TestServer.sql(Sample.CONF));
        TestDatabase.execute(database, """
                create function known(caller uuid) returns uuid stable language plpgsql as
                $$ begin raise exception 'no caller' using errcode = '42501'; end $$""");
        use(database);
        Folders.replace(conf.resolve("sql/getMe.sql"), "u.id = :caller.oid", "u.id = known(:caller.oid)");
        assertThat(check()).isEqualTo(new Result(0, "11 operations, 0 mistakes; every statement was prepared\n"));
    }

    @Test
    void namesRolesThatNobodyCanHave() throws IOException {
        use(TestDatabase.create(TestServer.sql(Sample.CONF)));
        Path settings = conf.resolve("verge.yaml");
        Folders.replace(settings, "  session: none\n  # With", "  session: claims\n  # With");
        Folders.replace(settings, "  role: null\n  anonymousRole", "  role: nobody_at_all\n  anonymousRole");
        Result text = check();
        assertThat(text.status()).isEqualTo(1);
        assertThat(text.output().lines().toList())
                .anyMatch(line -> line.contains("/sql/getMe.sql:2: role \"nobody_at_all\" does not exist: "))
                .anyMatch(line -> line.contains("/sql/getStatus.sql:") && line.contains("anyone may call it"));
    }

    @Test
    void withoutADatabaseSaysSoAndFailsOnlyWhenOneIsRequired() throws IOException {
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
    void doesNotSayThatItAskedTheDatabaseWhenThereWasNothingToAsk() throws IOException {
        useNoDatabase();
        Files.writeString(conf.resolve("openapi.yaml"), "openapi: 3.1.0\npaths: 1\n");
        Result result = check();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).endsWith("; no statement was prepared: none could be read\n");
    }

    @Test
    void ofNoFolderIsOneLine() {
        assertThat(TestCommand.run("check", "--conf", "nowhere"))
                .isEqualTo(new Result(1, "--conf: nowhere is not a directory\n"));
    }
}
