package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How server and node prove to each other who they are.
 *
 * @param mode whether the server does
 * @param certificateAuthority PEM file of the authorities to trust; null trusts those of the Java runtime
 * @param certificateRevocationList PEM file of the lists of revoked certificates, one of each authority that signed one of
 *     the server's chain; null looks none up
 * @param certificate PEM file of the node's own certificate and those between it and its authority; null shows none
 * @param key PEM file of its private key; null without a certificate
 */
public record DatabaseTls(
        Mode mode,
        @Nullable String certificateAuthority,
        @Nullable String certificateRevocationList,
        @Nullable String certificate,
        @Nullable String key) {

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
        var tls = new DatabaseTls(
                Mode.valueOf(mode.toUpperCase(Locale.ROOT).replace('-', '_')),
                file(reader, "database.certificateAuthority", "certificates", CertificateFactory::generateCertificates),
                file(
                        reader,
                        "database.certificateRevocationList",
                        "revocation lists",
                        CertificateFactory::generateCRLs),
                reader.optional("database.certificate"),
                reader.optional("database.key"));
        HttpSettings.requireBeside(reader, "database.certificate", tls.certificate, "database.key", tls.key);
        HttpSettings.requireBeside(reader, "database.key", tls.key, "database.certificate", tls.certificate);
        return tls;
    }

    private interface Content {
        Collection<?> read(CertificateFactory factory, InputStream pem) throws GeneralSecurityException;
    }

    /** Read once here, so that a file that holds none is a mistake and not a database that never answers. */
    private static @Nullable String file(SettingsReader reader, String setting, String what, Content content) {
        String file = reader.optional(setting);
        if (file != null && !holds(file, content)) {
            reader.mistake(setting, file, "a PEM file of " + what + " that can be read");
        }
        return file;
    }

    private static boolean holds(String file, Content content) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            return !content.read(CertificateFactory.getInstance("X.509"), pem).isEmpty();
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            return false;
        }
    }
}
