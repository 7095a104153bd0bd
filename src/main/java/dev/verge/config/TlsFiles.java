package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.KeyStoreHelper;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/** Whether TLS can be spoken with the files that the settings name. Reads them as they will be read. */
final class TlsFiles {
    private static final byte[] PROBE = new byte[32];

    private TlsFiles() {}

    /** Adds a mistake unless the files of each section can be read and belong to each other. */
    static void check(Vertx vertx, Settings settings, SettingsReader reader) {
        HttpSettings http = settings.http();
        check(vertx, "http", http.certificate(), http.key(), reader);
        DatabaseTls database = settings.database().tls();
        check(vertx, "database", database.certificate(), database.key(), reader);
    }

    private static void check(
            Vertx vertx, String section, @Nullable String certificate, @Nullable String key, SettingsReader reader) {
        if (certificate == null || key == null) {
            return;
        }
        String setting = section + ".certificate";
        boolean certificateReadable = readable(setting, certificate, reader);
        boolean keyReadable = readable(section + ".key", key, reader);
        if (certificateReadable && keyReadable && !fit(vertx, certificate, key)) {
            reader.mistake(
                    setting,
                    certificate,
                    "a PEM certificate, and in " + section + ".key the PEM private key that belongs to it");
        }
    }

    private static boolean readable(String setting, String file, SettingsReader reader) {
        boolean readable = ReadableFile.isReadable(file);
        if (!readable) {
            reader.mistake(setting, file, "a PEM file that can be read");
        }
        return readable;
    }

    /** Whether both can be read and belong to each other. Reads files. */
    static boolean fit(Vertx vertx, String certificate, String key) {
        try {
            KeyStore store = new PemKeyCertOptions()
                    .setCertPath(certificate)
                    .setKeyPath(key)
                    .loadKeyStore(vertx);
            String alias = store.aliases().nextElement();
            return store.getKey(alias, KeyStoreHelper.DUMMY_PASSWORD.toCharArray()) instanceof PrivateKey secret
                    && pair(secret, store.getCertificate(alias).getPublicKey());
        } catch (Exception e) {
            // What a parser says of a key file is not for a terminal.
            return false;
        }
    }

    /** What one signs the other must verify. */
    private static boolean pair(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
        String algorithm =
                switch (secret.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> secret.getAlgorithm();
                };
        var signature = Signature.getInstance(algorithm);
        signature.initSign(secret);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
