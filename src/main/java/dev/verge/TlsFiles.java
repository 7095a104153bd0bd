package dev.verge;

import dev.verge.config.HttpSettings;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.KeyStoreHelper;
import java.nio.file.Files;
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

    /** Adds a mistake unless both files can be read and belong to each other. For worker threads. */
    static void check(Vertx vertx, HttpSettings settings, Location place, Mistakes mistakes) {
        if (settings.certificate() == null || settings.key() == null) {
            return;
        }
        boolean certificate = readable(settings.certificate(), "http.certificate", place, mistakes);
        boolean key = readable(settings.key(), "http.key", place, mistakes);
        if (certificate && key && !fit(vertx, settings.certificate(), settings.key())) {
            mistakes.add(
                    place,
                    "http.certificate",
                    settings.certificate(),
                    "a PEM certificate, and in http.key the PEM private key that belongs to it");
        }
    }

    private static boolean readable(String file, String name, Location place, Mistakes mistakes) {
        if (Files.isReadable(Path.of(file)) && !Files.isDirectory(Path.of(file))) {
            return true;
        }
        mistakes.add(place, name, file, "a PEM file that can be read");
        return false;
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
