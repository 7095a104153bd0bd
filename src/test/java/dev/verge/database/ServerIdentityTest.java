package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.config.DatabaseLogin;
import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTls;
import dev.verge.config.DatabaseTls.Mode;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.FalseServer;
import dev.verge.testing.TestAuthority;
import dev.verge.testing.TestCertificate;
import dev.verge.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not who they should be: each is refused for a reason that has a name, and told nothing. */
class ServerIdentityTest {
    private static final String REQUEST = "0000000804d2162f";

    @TempDir
    private Path directory;

    private TestAuthority authority;
    private Instant now;

    @BeforeEach
    void found() {
        authority = new TestAuthority(directory, "Our Authority");
        now = Instant.now();
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() throws Exception {
        Instant yesterday = now.minus(Duration.ofDays(1));
        var expired = authority.issue("db", "127.0.0.1", now.minus(Duration.ofDays(2)), yesterday);
        assertThat(refusal(expired, null))
                .contains("certificate has expired: it was valid until "
                        + yesterday.toString().substring(0, 19));
        Instant tomorrow = now.plus(Duration.ofDays(1));
        assertThat(refusal(authority.issue("db", "127.0.0.1", tomorrow, tomorrow.plusSeconds(60)), null))
                .contains("is not valid yet");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        var other = new TestAuthority(directory, "Another Authority");
        assertThat(refusal(other.issue("db", "127.0.0.1"), null))
                .contains("not from a trusted authority: it is from CN=Another Authority");
        assertThat(refusal(new TestCertificate(other.certificate(), other.key()), null))
                .contains("signed by itself");
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        assertThat(refusal(authority.issue("127.0.0.1", "127.0.0.2"), null))
                .contains("not for this host name: it is for 127.0.0.2");
    }

    @Test
    void aCertificateThatIsRevokedIsRefused() throws Exception {
        TestCertificate revoked = authority.issue("db", "127.0.0.1");
        assertThat(refusal(revoked, authority.revocationList(revoked))).contains("is revoked");
        var other = new TestAuthority(directory, "Another Authority");
        assertThat(refusal(revoked, other.revocationList())).contains("nothing valid tells whether");
    }

    /** Who takes encryption away in between learns neither the password nor even the user's name. */
    @Test
    void aServerThatDoesNotEncryptIsToldNothing() throws Exception {
        byte[] askForPassword = "NR\0\0\0\b\0\0\0\3".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] answer : new byte[][] {{'N'}, askForPassword, {'E', 0, 0, 0, 5, 0}}) {
            try (var server = FalseServer.saying(answer)) {
                assertThat(refusal(server, null))
                        .containsAnyOf("speaks no TLS", "does not speak PostgreSQL's protocol");
                Eventually.holds(() -> assertThat(server.noted()).isNotEmpty().allMatch(REQUEST::equals));
            }
        }
    }

    /** What is said before encryption begins counts for nothing when it has begun. */
    @Test
    void whatWasSaidInTheClearIsNotTakenForSecret() throws Exception {
        byte[] askForPassword = "SR\0\0\0\b\0\0\0\3".getBytes(StandardCharsets.ISO_8859_1);
        try (var server = FalseServer.saying(askForPassword)) {
            refusal(server, null);
            String secret = java.util.HexFormat.of().formatHex("hidden".getBytes(StandardCharsets.UTF_8));
            Eventually.holds(() -> assertThat(server.noted()).isNotEmpty().noneMatch(said -> said.contains(secret)));
        }
    }

    @Test
    void aCertificateThatHoldsIsTakenAndTheUserNamed() throws Exception {
        TestCertificate good = authority.issue("db", "127.0.0.1");
        try (var server = FalseServer.showing(good)) {
            assertThat(refusal(server, authority.revocationList())).isEqualTo("no answer in time");
            String user = java.util.HexFormat.of().formatHex("someone".getBytes(StandardCharsets.UTF_8));
            Eventually.holds(() -> assertThat(server.noted()).anyMatch(said -> said.contains(user)));
        }
    }

    private String refusal(TestCertificate shown, @Nullable String revoked) throws Exception {
        try (var server = FalseServer.showing(shown)) {
            String refusal = refusal(server, revoked);
            Eventually.holds(() -> assertThat(server.noted()).isNotEmpty().allMatch((REQUEST + " refused")::equals));
            return refusal;
        }
    }

    private String refusal(FalseServer server, @Nullable String revoked) throws Exception {
        DatabaseSettings settings = DatabaseVariant.with(
                DatabaseVariant.with(
                        server.settings(TestDatabase.create()),
                        new DatabaseTls(Mode.VERIFY_FULL, authority.certificate(), revoked, null, null)),
                new DatabaseLogin("someone", "hidden", null, null));
        try (var fixture = new DatabaseFixture(settings)) {
            return catchThrowable(() -> fixture.await(fixture.database()::ping))
                    .getCause()
                    .getMessage();
        }
    }
}
