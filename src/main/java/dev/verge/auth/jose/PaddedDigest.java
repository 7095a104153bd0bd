package dev.verge.auth.jose;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2.2): the number that was signed must be, byte for byte, the one that
 * the bytes lead to. The platform's own {@code SHA256withRSA} also accepts a digest whose algorithm has no parameters; it
 * costs the same.
 */
final class PaddedDigest implements SignatureCheck {
    /** DER of the digest's algorithm, before the digest (RFC 8017, section 9.2, note 1). */
    private static final byte[] ALGORITHM = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final int DIGEST_BYTES = 32;

    private final Cipher cipher;
    private final MessageDigest digest;
    private final byte[] expected;

    PaddedDigest(RSAPublicKey key) throws GeneralSecurityException {
        this.cipher = Cipher.getInstance("RSA/ECB/NoPadding");
        this.digest = MessageDigest.getInstance("SHA-256");
        this.expected = new byte[(key.getModulus().bitLength() + 7) / 8];
        cipher.init(Cipher.ENCRYPT_MODE, key);
        int end = expected.length - DIGEST_BYTES - ALGORITHM.length;
        Arrays.fill(expected, 2, end - 1, (byte) 0xff);
        expected[1] = 1;
        System.arraycopy(ALGORITHM, 0, expected, end, ALGORITHM.length);
    }

    @Override
    public boolean holds(byte[] signed, byte[] candidate) throws GeneralSecurityException {
        digest.update(signed);
        digest.digest(expected, expected.length - DIGEST_BYTES, DIGEST_BYTES);
        return MessageDigest.isEqual(expected, cipher.doFinal(candidate));
    }
}
