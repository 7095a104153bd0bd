package dev.verge.auth.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verge.auth.jose.KeyException;
import dev.verge.auth.jose.KeyReader;
import dev.verge.auth.jose.SignatureAlgorithm;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import java.util.List;

/** Documents of issuers that nobody thought of: read or refused, nothing else. */
class DocumentFuzzTest {
    private static final KeyReader READER = new KeyReader(List.of(SignatureAlgorithm.values()));
    private static final IssuerSettings ISSUER = new IssuerSettings(
            "test",
            TokenDialect.OIDC,
            "https://id.example",
            List.of(),
            "https://id.example/.well-known/openid-configuration",
            List.of("api"),
            List.of("RS256"),
            "roles",
            "scp");

    @FuzzTest
    void readsKeySet(byte[] data) {
        try {
            KeyDocument document = KeyDocument.read(data, READER, "cloud");
            if (document.keys().isEmpty()) {
                throw new AssertionError("a key set without a key");
            }
        } catch (KeyException refused) {
            // As it should.
        }
    }

    @FuzzTest
    void readsDiscoveryDocument(byte[] data) {
        try {
            DiscoveryDocument document = DiscoveryDocument.read(data, ISSUER);
            if (!document.keys().regionMatches(true, 0, "https://", 0, 8)) {
                throw new AssertionError("keys that travel unencrypted");
            }
        } catch (KeyException refused) {
            // As it should.
        }
    }
}
