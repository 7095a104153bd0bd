package dev.verge.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** Certificates as Entra ID puts them beside its keys: X.509, signed by the key itself. Written out in DER. */
public final class SelfSigned {
    private static final byte[] SHA256_WITH_RSA = Base64.getDecoder().decode("MA0GCSqGSIb3DQEBCwUA");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private SelfSigned() {}

    /** The certificate of an RSA key as an element of {@code x5c}. */
    public static String of(TestKey key, Instant from, Instant until) {
        byte[] name = element(0x30, element(0x31, element(0x30, new byte[] {6, 3, 0x55, 4, 3}, text("issuer"))));
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

    private static byte[] time(Instant instant) {
        return element(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] text(String text) {
        return element(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] element(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.size() < 128) {
            element.write(content.size());
        } else {
            element.writeBytes(new byte[] {(byte) 0x82, (byte) (content.size() >> 8), (byte) content.size()});
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
