package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestServer;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestAuthority;
import dev.verge.testing.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate of the public port that is replaced in its files, whether or not the node watches its conf. */
class CertificateRenewalTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;

    @AfterEach
    void stop() {
        TestServer.await(vertx.close());
    }

    private void install(String newCertificate, String newKey) throws IOException {
        Files.copy(Path.of(newKey), key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of(newCertificate), certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whose certificate is shown on a new connection; whoever has one is served on it. */
    private String shown(TestServer server) {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
        return TestServer.await(client.request(HttpMethod.GET, server.port(), "127.0.0.1", "/status")
                .compose(CertificateRenewalTest::subject)
                .eventually(client::close));
    }

    private static Future<String> subject(HttpClientRequest request) {
        return request.send().map(response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            try {
                var peer = (X509Certificate) request.connection().sslSession().getPeerCertificates()[0];
                return peer.getSubjectX500Principal().getName();
            } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void isShownAsSoonAsItHolds() throws IOException {
        certificate = directory.resolve("tls.crt");
        key = directory.resolve("tls.key");
        var authority = new TestAuthority(directory, "authority");
        TestCertificate first = authority.issue("first", "127.0.0.1");
        TestCertificate second = authority.issue("second", "127.0.0.1");
        install(first.certificate(), first.key());
        try (var server = TestServer.start(
                Sample.CONF,
                Map.of(
                        "http.instances",
                        2,
                        "http.certificate",
                        certificate.toString(),
                        "http.key",
                        key.toString(),
                        "reload.interval",
                        "100ms"))) {
            assertThat(shown(server)).contains("CN=first");
            install(first.certificate(), second.key());
            Eventually.holds(
                    () -> assertThat(server.management().get("/ready").body().toString())
                            .contains("{\"name\":\"certificate\",\"status\":\"up\","
                                    + "\"reason\":\"change refused: certificate, 1 mistake\"}"));
            assertThat(shown(server)).contains("CN=first");
            assertThat(metrics(server)).contains("verge_certificate_stale 1.0");
            install(second.certificate(), second.key());
            Eventually.holds(() -> assertThat(shown(server)).contains("CN=second"));
            Eventually.holds(
                    () -> assertThat(server.management().get("/ready").body().toString())
                            .contains("{\"name\":\"certificate\",\"status\":\"up\"}"));
            assertThat(server.management().get("/ready").status()).isEqualTo(200);
            assertThat(metrics(server)).contains("verge_certificate_stale 0.0");
        }
    }

    private static String metrics(TestServer server) {
        return server.management().get("/metrics").body().toString();
    }
}
