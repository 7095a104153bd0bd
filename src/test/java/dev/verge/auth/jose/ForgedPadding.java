package dev.verge.auth.jose;

import dev.verge.testing.TestKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signatures of PKCS #1 version 1.5 whose padding is not the one that RFC 8017, section 9.2, prescribes, made with the
 * private key: the kinds that Project Wycheproof lists for JSON Web Signatures, computed anew. Whoever accepts one of them
 * can, for a small exponent, be given it without the private key (CVE-2006-4339).
 */
public final class ForgedPadding {
    private static final HexFormat HEX = HexFormat.of();
    private static final String OID = "0609608648016503040201";
    private static final String NULL = "0500";

    private final RSAPrivateKey key;
    private final int length;
    private final byte[] digest;
    private final Map<String, byte[]> forgeries = new LinkedHashMap<>();

    private ForgedPadding(TestKey key, byte[] signed) {
        this.key = (RSAPrivateKey) key.pair().getPrivate();
        this.length = this.key.getModulus().bitLength() / 8;
        try {
            this.digest = MessageDigest.getInstance("SHA-256").digest(signed);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        addStructures();
        addElements();
        addFrames();
        // An empty NULL is just a NULL.
        byte[] correct = sign(framed(info(algorithm(), octets())));
        forgeries.values().removeIf(forgery -> Arrays.equals(forgery, correct));
    }

    /** Forgeries of a signature, by what is wrong with them. */
    public static Map<String, byte[]> of(TestKey key, byte[] signed) {
        return new ForgedPadding(key, signed).forgeries;
    }

    /** The signature as it should be, computed in the same way. */
    public static byte[] correct(TestKey key, byte[] signed) {
        var forged = new ForgedPadding(key, signed);
        return forged.sign(forged.framed(forged.info(forged.algorithm(), forged.octets())));
    }

    private void addStructures() {
        byte[] right = info(algorithm(), octets());
        info("no NULL", info(sequence(OID), octets()));
        info("two NULLs", info(sequence(OID + NULL + NULL), octets()));
        info("no algorithm", sequence(hex(octets())));
        info("no digest", sequence(hex(algorithm())));
        info("the digest alone", digest);
        info("nothing", new byte[0]);
        info("OID of SHA-512", info(sequence("0609608648016503040203" + NULL), octets()));
        info("OID of SHA-1", info(sequence("06052b0e03021a" + NULL), octets()));
        info("OID with a leading zero arc", info(sequence("060a80608648016503040201" + NULL), octets()));
        info("digest twice", info(algorithm(), hex(hex(octets()) + hex(octets()))));
        info("digest cut", info(algorithm(), octets(Arrays.copyOf(digest, 31))));
        info("digest longer", info(algorithm(), octets(Arrays.copyOf(digest, 33))));
        info("digest reversed", info(algorithm(), octets(reversed(digest))));
        info("digest of zeros", info(algorithm(), octets(new byte[32])));
        info("one byte behind", Arrays.copyOf(right, right.length + 1));
        info("NULL behind", hex(hex(right) + NULL));
        info("garbage behind", hex(hex(right) + "deadbeefdeadbeef"));
        info("last byte cut", Arrays.copyOf(right, right.length - 1));
        info("first byte cut", Arrays.copyOfRange(right, 1, right.length));
    }

    /** Each element of the structure in every spelling that BER allows and DER does not, and in some that none allows. */
    private void addElements() {
        Map<String, byte[]> elements = new LinkedHashMap<>();
        elements.put("DigestInfo", info(algorithm(), octets()));
        elements.put("AlgorithmIdentifier", algorithm());
        elements.put("OID", hex(OID));
        elements.put("NULL", hex(NULL));
        elements.put("OCTET STRING", octets());
        elements.forEach((name, element) -> spellings(element).forEach((spelling, bytes) -> {
            if (name.equals("DigestInfo")) {
                info(name + ": " + spelling, bytes);
            } else if (name.equals("AlgorithmIdentifier")) {
                info(name + ": " + spelling, info(bytes, octets()));
            } else if (name.equals("OCTET STRING")) {
                info(name + ": " + spelling, info(algorithm(), bytes));
            } else {
                String rest = name.equals("OID") ? hex(bytes) + NULL : OID + hex(bytes);
                info(name + ": " + spelling, info(sequence(rest), octets()));
            }
        }));
    }

    private static Map<String, byte[]> spellings(byte[] element) {
        String tag = hex(element).substring(0, 2);
        String content = hex(element).substring(4);
        int size = element.length - 2;
        String length = String.format("%02x", size);
        Map<String, byte[]> spellings = new LinkedHashMap<>();
        List<String> lengths =
                List.of("81" + length, "8200" + length, "830000" + length, "84000000" + length, "8501000000" + length);
        lengths.forEach(longer -> spellings.put("length " + longer, hex(tag + longer + content)));
        spellings.put("length one less", hex(tag + String.format("%02x", Math.max(0, size - 1)) + content));
        spellings.put("length one more", hex(tag + String.format("%02x", size + 1) + content));
        spellings.put("length 7f", hex(tag + "7f" + content));
        spellings.put("length 84ffffffff", hex(tag + "84ffffffff" + content));
        spellings.put("indefinite length", hex(tag + "80" + content + "0000"));
        spellings.put("indefinite length without end", hex(tag + "80" + content));
        spellings.put(
                "the other of primitive and constructed",
                hex(String.format("%02x", Integer.parseInt(tag, 16) ^ 0x20) + length + content));
        spellings.put("context tag", hex(String.format("%02x", Integer.parseInt(tag, 16) | 0x80) + length + content));
        spellings.put("long tag", hex("1f" + tag + length + content));
        spellings.put("other tag", hex((tag.equals("04") ? "03" : "04") + length + content));
        spellings.put("garbage inside", hex(tag + String.format("%02x", size + 2) + content + "0500"));
        spellings.put("garbage before", hex(tag + String.format("%02x", size + 2) + "0500" + content));
        spellings.put("empty", hex(tag + "00"));
        spellings.put("absent", new byte[0]);
        spellings.put("twice", hex(hex(element) + hex(element)));
        return spellings;
    }

    private void addFrames() {
        byte[] info = info(algorithm(), octets());
        byte[] right = framed(info);
        frame("first byte 01", changed(right, 0, 1));
        for (int type : new int[] {0, 2, 3, 255}) {
            frame("block type " + type, changed(right, 1, type));
        }
        frame("first padding byte fe", changed(right, 2, 0xfe));
        frame("last padding byte 00", changed(right, length - info.length - 2, 0));
        frame("a padding byte 00", changed(right, 100, 0));
        frame("separator ff", changed(right, length - info.length - 1, 0xff));
        frame("separator 01", changed(right, length - info.length - 1, 1));
        for (int padding : new int[] {0, 1, 7, 8, 9, 100}) {
            byte[] early = new byte[length];
            Arrays.fill(early, 2, 2 + padding, (byte) 0xff);
            early[1] = 1;
            System.arraycopy(info, 0, early, 3 + padding, info.length);
            frame("only " + padding + " bytes of padding, zeros behind", early);
        }
        byte[] zeros = new byte[length];
        System.arraycopy(info, 0, zeros, length - info.length, info.length);
        frame("padding of zeros", zeros);
        frame("the number 0", new byte[length]);
        frame("the number 1", changed(new byte[length], length - 1, 1));
    }

    private void info(String name, byte[] info) {
        forgeries.put(name, sign(framed(info)));
    }

    private void frame(String name, byte[] frame) {
        forgeries.put(name, sign(frame));
    }

    private byte[] framed(byte[] info) {
        byte[] frame = new byte[length];
        Arrays.fill(frame, (byte) 0xff);
        frame[0] = 0;
        frame[1] = 1;
        frame[length - info.length - 1] = 0;
        System.arraycopy(info, 0, frame, length - info.length, info.length);
        return frame;
    }

    private byte[] sign(byte[] frame) {
        BigInteger number = new BigInteger(1, frame).modPow(key.getPrivateExponent(), key.getModulus());
        return TestKey.padded(number, length);
    }

    private byte[] info(byte[] algorithm, byte[] octets) {
        return sequence(hex(algorithm) + hex(octets));
    }

    private byte[] algorithm() {
        return sequence(OID + NULL);
    }

    private byte[] octets() {
        return octets(digest);
    }

    private static byte[] octets(byte[] content) {
        return hex("04" + String.format("%02x", content.length) + hex(content));
    }

    private static byte[] sequence(String content) {
        return hex("30" + String.format("%02x", content.length() / 2) + content);
    }

    private static byte[] changed(byte[] bytes, int index, int value) {
        byte[] copy = bytes.clone();
        copy[index] = (byte) value;
        return copy;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] hex(String text) {
        return HEX.parseHex(text);
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }
}
