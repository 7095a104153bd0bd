package dev.verge.testing;

import static dev.verge.testing.Der.SHA256_WITH_RSA;
import static dev.verge.testing.Der.element;
import static dev.verge.testing.Der.name;
import static dev.verge.testing.Der.time;

import java.time.Instant;
import java.util.Base64;

/** Certificates as Entra ID puts them beside its keys: X.509, signed by the key itself. Written out in DER. */
public final class SelfSigned {
    private SelfSigned() {}

    /** The certificate of an RSA key as an element of {@code x5c}. */
    public static String of(TestKey key, Instant from, Instant until) {
        byte[] name = name("issuer");
        byte[] content = element(
                0x30,
                element(0xa0, new byte[] {2, 1, 2}),
                new byte[] {2, 1, 1},
                SHA256_WITH_RSA,
                name,
                element(0x30, time(from), time(until)),
                name,
                key.pair().getPublic().getEncoded());
        byte[] signature = element(3, new byte[] {0}, key.signature(content));
        return Base64.getEncoder().encodeToString(element(0x30, content, SHA256_WITH_RSA, signature));
    }
}
