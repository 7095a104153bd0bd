package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server and how many of its connections this node takes.
 *
 * @param url {@code postgresql://host:port/database}; empty when it cannot be told, which is a mistake
 * @param user the role to log in as
 * @param password its password; null when the server asks for none
 * @param tls how the server is verified
 * @param certificateAuthority PEM file of the authorities to trust; null trusts those of the Java runtime
 * @param lanes how many of its connections this node holds, and how it shares them
 * @param connectTimeout how long opening a connection may take
 */
public record DatabaseSettings(
        String url,
        String user,
        @Nullable String password,
        Tls tls,
        @Nullable String certificateAuthority,
        LaneSettings lanes,
        Duration connectTimeout) {

    /** How the server's identity is verified. */
    public enum Tls {
        /** {@link #VERIFY_FULL}, and {@link #OFF} for a loopback address. */
        AUTO,
        /** Encrypted; the certificate chain and the host name must hold. */
        VERIFY_FULL,
        /** Not encrypted: for a loopback address or a network that is secured otherwise. */
        OFF
    }

    /** Shows where the password is without showing it. */
    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + "]";
    }

    static DatabaseSettings read(SettingsReader reader) {
        String url = reader.text("database.url", "postgresql://127.0.0.1:5432/verge");
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        if (parsed == null) {
            reader.mistake("database.url", DatabaseUrl.mask(url), "postgresql://host:port/database");
            parsed = new DatabaseUrl("", null, null);
        }
        return new DatabaseSettings(
                parsed.location(),
                reader.text("database.user", parsed.user() == null ? "verge" : parsed.user()),
                Optional.ofNullable(reader.secret("database.password")).orElse(parsed.password()),
                Tls.valueOf(reader.choice("database.tls", "auto", List.of("auto", "verify-full", "off"))
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                certificateAuthority(reader),
                LaneSettings.read(reader),
                reader.duration(
                        "database.connectTimeout",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)));
    }

    /** Read once here, so that a file that holds no authority is a mistake and not a database that never answers. */
    private static @Nullable String certificateAuthority(SettingsReader reader) {
        String file = reader.optional("database.certificateAuthority");
        if (file != null && !holdsCertificates(file)) {
            reader.mistake("database.certificateAuthority", file, "a PEM file of certificates that can be read");
        }
        return file;
    }

    private static boolean holdsCertificates(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty();
        } catch (IOException | InvalidPathException | CertificateException e) {
            return false;
        }
    }
}
