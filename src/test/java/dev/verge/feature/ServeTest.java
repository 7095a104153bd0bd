package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestProcess;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.testing.Folders;
import dev.verge.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code serve} does not start. */
class ServeTest {
    private static final String TENANT = "7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c";

    private static DatabaseSettings database;

    @TempDir
    private Path conf;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(TestServer.sql(Sample.CONF));
    }

    @BeforeEach
    void copy() {
        Path ignored = Folders.copy(Sample.CONF, conf);
    }

    /** The port is taken too: nobody hears of it, for nothing was opened. */
    @Test
    void refusesMistakesBeforeItOpensAPort() throws IOException {
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

    /** Also what is printed without the log, such as why it does not start. */
    @Test
    void saysEverythingInJsonUnlessToldOtherwise() {
        try (var process = TestProcess.serve(conf, database, Map.of("VERGE_HTTP_PORT", "one"))) {
            assertThat(process.exitStatus()).isEqualTo(1);
            assertThat(process.output().lines().map(JsonObject::new))
                    .allSatisfy(line -> assertThat(line.fieldNames()).contains("time", "level", "logger", "message"))
                    .anySatisfy(line -> assertThat(line.getString("message")).contains("VERGE_HTTP_PORT"));
        }
    }

    @Test
    void refusesThePlaceholderOfTheSample() {
        try (var process = serve("00000000-0000-0000-0000-000000000000", 0, 0)) {
            assertThat(process.exitStatus()).isEqualTo(1);
            assertThat(said(process))
                    .hasSize(2)
                    .contains("1 mistake:")
                    .anyMatch(line -> line.endsWith("(expected: your own tenant's id, not the sample's placeholder)"));
        }
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws IOException {
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
        return TestProcess.serve(
                conf,
                database,
                Map.of(
                        "VERGE_LOG_FORMAT",
                        "text",
                        "VERGE_IDENTITY_ISSUERS_ENTRA_TENANT",
                        tenant,
                        "VERGE_IDENTITY_ISSUERS_ENTRA_CLIENT",
                        TENANT,
                        "VERGE_HTTP_HOST",
                        "127.0.0.1",
                        "VERGE_HTTP_PORT",
                        String.valueOf(port),
                        "VERGE_MANAGEMENT_PORT",
                        String.valueOf(managementPort)));
    }
}
