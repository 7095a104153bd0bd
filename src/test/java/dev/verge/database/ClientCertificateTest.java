package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTls;
import dev.verge.config.DatabaseTls.Mode;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.StoppableDatabase;
import dev.verge.testing.TestAuthority;
import dev.verge.testing.TestCertificate;
import dev.verge.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets one user in by a certificate alone. */
class ClientCertificateTest {
    @TempDir
    private Path keys;

    @TempDir
    private Path data;

    @Test
    void theNodeProvesWithItsCertificateWhoItIs() throws Exception {
        var authority = new TestAuthority(keys, "Our Authority");
        TestCertificate host = authority.issue("db", "127.0.0.1");
        var configuration = Map.of(
                "ssl", "on",
                "ssl_cert_file", host.certificate(),
                "ssl_key_file", host.key(),
                "ssl_ca_file", authority.certificate());
        try (var server = new StoppableDatabase(data, configuration)) {
            Files.writeString(data.resolve("pg_hba.conf"), """
                    hostssl all certified 127.0.0.1/32 cert
                    host all all 127.0.0.1/32 trust
                    """);
            TestDatabase.execute(server.settings(), "create role certified login", "select pg_reload_conf()");
            DatabaseSettings settings =
                    DatabaseVariant.with(server.settings(), new DatabaseLogin("certified", null, null, null));
            TestCertificate own = authority.issue("certified", "127.0.0.1");
            try (var fixture = new DatabaseFixture(showing(settings, authority, own))) {
                assertThat(fixture.value("select current_user")).isEqualTo("\"certified\"");
            }
            TestCertificate other = authority.issue("somebody", "127.0.0.1");
            try (var fixture = new DatabaseFixture(showing(settings, authority, other))) {
                assertThat(catchThrowable(() -> fixture.await(fixture.database()::ping)))
                        .hasMessageContaining("does not accept the user, its password or its certificate");
            }
        }
    }

    private static DatabaseSettings showing(DatabaseSettings base, TestAuthority authority, TestCertificate shown) {
        return DatabaseVariant.with(
                base,
                new DatabaseTls(Mode.VERIFY_FULL, authority.certificate(), null, shown.certificate(), shown.key()));
    }
}
