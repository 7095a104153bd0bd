package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the server is verified.
 *
 * @param mode whether it is
 * @param certificateAuthority PEM file of the authorities to trust; null trusts those of the Java runtime
 */
public record DatabaseTls(Mode mode, @Nullable String certificateAuthority) {

    /** Whether the server's identity is verified. */
    public enum Mode {
        /** {@link #VERIFY_FULL}, and {@link #OFF} for a loopback address. */
        AUTO,
        /** Encrypted; the certificate chain and the host name must hold. */
        VERIFY_FULL,
        /** Not encrypted: for a loopback address or a network that is secured otherwise. */
        OFF
    }

    static DatabaseTls read(SettingsReader reader) {
        String mode = reader.choice("database.tls", "auto", List.of("auto", "verify-full", "off"));
        return new DatabaseTls(
                Mode.valueOf(mode.toUpperCase(Locale.ROOT).replace('-', '_')), certificateAuthority(reader));
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
