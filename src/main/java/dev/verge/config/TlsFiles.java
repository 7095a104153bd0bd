package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.KeyStoreHelper;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether the public port can speak TLS with the files that the settings name. Reads them as the server will. */
final class TlsFiles {
    private static final byte[] PROBE = new byte[32];

    private TlsFiles() {}

    /** Adds a mistake unless both files can be read and belong to each other. */
    static void check(Vertx vertx, HttpSettings settings, SettingsReader reader) {
        if (settings.certificate() == null || settings.key() == null) {
            return;
        }
        boolean certificate = readable("http.certificate", settings.certificate(), reader);
        boolean key = readable("http.key", settings.key(), reader);
        if (certificate && key && !fit(vertx, settings.certificate(), settings.key())) {
            reader.mistake(
                    "http.certificate",
                    settings.certificate(),
                    "a PEM certificate, and in http.key the PEM private key that belongs to it");
        }
    }

    private static boolean readable(String setting, String file, SettingsReader reader) {
        boolean readable = isReadable(file);
        if (!readable) {
            reader.mistake(setting, file, "a PEM file that can be read");
        }
        return readable;
    }

    private static boolean isReadable(String file) {
        try {
            return Files.isReadable(Path.of(file)) && !Files.isDirectory(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean fit(Vertx vertx, String certificate, String key) {
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
