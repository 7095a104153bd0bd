package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTls;
import dev.verge.config.DatabaseTls.Mode;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.StoppableDatabase;
import dev.verge.testing.TestCertificate;
import dev.verge.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that shows a certificate for 127.0.0.1, not for 127.0.0.2, that it signed itself. */
class TlsTest {
    private static StoppableDatabase server;
    private static TestCertificate certificate;

    @BeforeAll
    static void start(@TempDir Path keys, @TempDir Path data) throws Exception {
        certificate = TestCertificate.in(keys);
        Files.setPosixFilePermissions(Path.of(certificate.key()), PosixFilePermissions.fromString("rw-------"));
        server = new StoppableDatabase(
                data,
                Map.of(
                        "listen_addresses",
                        "127.0.0.1,127.0.0.2",
                        "ssl",
                        "on",
                        "ssl_cert_file",
                        certificate.certificate(),
                        "ssl_key_file",
                        certificate.key()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void aTrustedServerIsTalkedToInSecret() throws Exception {
        try (var fixture = new DatabaseFixture(settings("127.0.0.1", certificate.certificate()))) {
            assertThat(fixture.value("select ssl from pg_stat_ssl where pid = pg_backend_pid()"))
                    .isEqualTo("true");
            var sleep = fixture.bind("select pg_sleep(60)::text as slept");
            var late = catchThrowable(() -> fixture.await(
                    () -> fixture.run(new Transaction(null, sleep, false), fixture.choice(true), fixture.after(500))));
            assertThat(((ProblemException) late.getCause()).problem().type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
            Eventually.holds(() -> assertThat(
                            fixture.value("select count(*) from pg_stat_activity where wait_event = 'PgSleep'"))
                    .isEqualTo("0"));
            assertThat(fixture.value("select 1 as one")).isEqualTo("1");
        }
    }

    @Test
    void theAuthoritiesOfTheJavaRuntimeAreTrustedUnlessOthersAreNamed() {
        certificate.trustedWhile(() -> {
            try (var fixture = new DatabaseFixture(settings("127.0.0.1", null))) {
                assertThat(fixture.value("select 1 as one")).isEqualTo("1");
            }
        });
    }

    @Test
    void aServerIsNotTalkedToUnlessItsCertificateIsTrustedAndItsOwn() throws Exception {
        assertThat(unreachable(settings("127.0.0.1", null))).contains("signed by itself");
        assertThat(unreachable(settings("127.0.0.2", certificate.certificate())))
                .contains("not for this host name");
        assertThat(unreachable(secure(TestDatabase.create(), "127.0.0.1", null)))
                .contains("speaks no TLS");
    }

    private static String unreachable(DatabaseSettings settings) throws Exception {
        try (var fixture = new DatabaseFixture(settings)) {
            return catchThrowable(() -> fixture.await(fixture.database()::ping))
                    .getCause()
                    .getMessage();
        }
    }

    private static DatabaseSettings settings(String host, @Nullable String authority) {
        return secure(server.settings(), host, authority);
    }

    private static DatabaseSettings secure(DatabaseSettings plain, String host, @Nullable String authority) {
        return DatabaseVariant.with(
                DatabaseVariant.at(plain, host, URI.create(plain.url()).getPort()),
                new DatabaseTls(Mode.VERIFY_FULL, authority, null, null, null));
    }
}
