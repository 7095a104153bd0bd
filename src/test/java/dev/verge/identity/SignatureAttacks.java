package dev.verge.identity;

import dev.verge.auth.jose.ForgedPadding;
import dev.verge.auth.token.Reason;
import dev.verge.testing.TestIssuer;
import dev.verge.testing.TestKey;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/** Rows 48 to 57: signatures that nobody made of these bytes with this key, or not in the one way. */
final class SignatureAttacks {
    private final TestIssuer issuer;
    private final Issuers issuers;
    private final String text;
    private final byte[] signature;

    SignatureAttacks(TestIssuer issuer, Issuers issuers) {
        this.issuer = issuer;
        this.issuers = issuers;
        String token = issuer.token("admin");
        this.text = token.substring(0, token.lastIndexOf('.'));
        this.signature = Base64.getUrlDecoder().decode(token.substring(text.length() + 1));
    }

    Stream<Attack> rows() {
        return Stream.of(changes(), padding(), lengths(), curves(), edwards()).flatMap(rows -> rows);
    }

    private Stream<Attack> changes() {
        String claims = issuer.claims().put("scp", "use").encode();
        String spaced = issuer.header().encodePrettily();
        String other = TestKey.rsa("key-1", 2048).sign(text);
        return Stream.of(
                bad(
                        "48 another subject",
                        text.substring(0, text.indexOf('.') + 1) + encode(claims.replace("subject", "subjecu")),
                        signature),
                bad(
                        "48 another type",
                        encode(issuer.header().put("typ", "jwt").encode()) + text.substring(text.indexOf('.')),
                        signature),
                bad("48 first bit of the signature", text, flipped(0, 0x80)),
                bad("48 last bit of the signature", text, flipped(signature.length - 1, 1)),
                bad("48 a bit in the middle of the signature", text, flipped(signature.length / 2, 8)),
                bad("49 signature empty", text + "."),
                bad("49 signature of zeros", text, new byte[signature.length]),
                bad("50 by another key of the set", issuers.second.sign(text)),
                bad("50 by a key of nobody", other),
                bad(
                        "50 by the key with SHA-512",
                        text,
                        issuer.signing().as("key-1", "RS512").signature(bytes(text))),
                bad(
                        "50 by the key with PSS",
                        text,
                        issuer.signing().as("key-1", "PS256").signature(bytes(text))),
                bad(
                        "57 of a header with white space",
                        encode(issuer.header().encode()) + "." + encode(claims),
                        issuer.signing().signature(bytes(encode(spaced) + "." + encode(claims)))),
                bad("57 of the payload alone", text, issuer.signing().signature(bytes(claims))),
                bad(
                        "57 of the decoded texts",
                        encode(issuer.header().encode()) + "." + encode(claims),
                        issuer.signing().signature(bytes(issuer.header().encode() + "." + claims))));
    }

    private Stream<Attack> padding() {
        Stream<Attack> forged = ForgedPadding.of(issuer.signing(), bytes(text)).entrySet().stream()
                .map(forgery -> bad("51 padding: " + forgery.getKey(), text, forgery.getValue()));
        byte[] correct = ForgedPadding.correct(issuer.signing(), bytes(text));
        return Stream.concat(
                forged,
                Stream.of(
                        Attack.granted("51 padding as it should be", "/any", text + "." + TestIssuer.encode(correct))));
    }

    private Stream<Attack> lengths() {
        String zero = endingWithZero();
        String body = zero.substring(0, zero.lastIndexOf('.'));
        byte[] whole = Base64.getUrlDecoder().decode(zero.substring(body.length() + 1));
        byte[] longer = new byte[257];
        System.arraycopy(signature, 0, longer, 1, 256);
        return Stream.of(
                Attack.granted("52 last byte zero", "/any", zero),
                bad("52 last byte zero and cut", body, Arrays.copyOf(whole, 255)),
                bad("52 last byte cut", text, Arrays.copyOf(signature, 255)),
                bad("52 first byte cut", text, Arrays.copyOfRange(signature, 1, 256)),
                bad("53 zero before", text, longer),
                bad("53 zero behind", text, Arrays.copyOf(signature, 257)),
                bad("53 twice", text, Arrays.copyOf(longer, 512)),
                bad(
                        "53 modulus added",
                        text,
                        TestKey.padded(new BigInteger(1, signature).add(issuers.modulus()), 257)));
    }

    private Stream<Attack> curves() {
        TestKey key = issuers.p256;
        String body = encode(Issuers.header(key).encode()) + "."
                + encode(issuers.curves().encode());
        byte[] right = key.signature(bytes(body));
        BigInteger order = ((ECPublicKey) key.pair().getPublic()).getParams().getOrder();
        BigInteger r = new BigInteger(1, Arrays.copyOf(right, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(right, 32, 64));
        BigInteger one = BigInteger.ONE;
        BigInteger zero = BigInteger.ZERO;
        return Stream.of(
                bad("54 r and s zero", body, pair(zero, zero, 32)),
                bad("54 r zero", body, pair(zero, s, 32)),
                bad("54 s zero", body, pair(r, zero, 32)),
                bad("54 r and s one", body, pair(one, one, 32)),
                bad("54 r the order", body, pair(order, s, 32)),
                bad("54 s the order", body, pair(r, order, 32)),
                bad("54 s the order less one", body, pair(r, order.subtract(one), 32)),
                bad(
                        "54 r and s of ones",
                        body,
                        pair(
                                one.shiftLeft(256).subtract(one),
                                one.shiftLeft(256).subtract(one),
                                32)),
                bad("55 DER", body, der(key, body)),
                bad("56 66 bytes", body, pair(r, s, 33)),
                bad("56 65 bytes", body, Arrays.copyOf(right, 65)),
                bad("56 63 bytes", body, Arrays.copyOf(right, 63)),
                bad("56 empty", body, new byte[0]),
                bad("56 r with the order added", body, pair(r.add(order), s, 33)),
                bad("56 600 bytes", body, pair(r, s, 300)),
                // Whoever verifies it by the rules must accept it; what is remembered is the token's whole text.
                Attack.granted("56 s negated", "/any", body + "." + TestIssuer.encode(pair(r, order.subtract(s), 32))));
    }

    private Stream<Attack> edwards() {
        TestKey key = issuers.ed25519;
        String body = encode(Issuers.header(key).encode()) + "."
                + encode(issuers.curves().encode());
        byte[] right = key.signature(bytes(body));
        byte[] unreduced = right.clone();
        addOrder(unreduced);
        byte[] flipped = right.clone();
        flipped[0] ^= 1;
        return Stream.of(
                bad("54 EdDSA of zeros", body, new byte[64]),
                bad("56 EdDSA with the order added to s", body, unreduced),
                bad("56 EdDSA of 65 bytes", body, Arrays.copyOf(right, 65)),
                bad("48 EdDSA with one bit flipped", body, flipped));
    }

    /** RFC 8032, section 5.1.7: s must be below the order, or every signature would have a twin. */
    private static void addOrder(byte[] eddsa) {
        BigInteger order = BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] s = TestKey.padded(new BigInteger(1, reversed(Arrays.copyOfRange(eddsa, 32, 64))).add(order), 32);
        System.arraycopy(reversed(s), 0, eddsa, 32, 32);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[bytes.length - 1 - i] = bytes[i];
        }
        return reversed;
    }

    private String endingWithZero() {
        for (int i = 0; ; i++) {
            JsonObject claims = issuer.claims().put("scp", "use").put("jti", "t" + i);
            String token = issuer.token(claims);
            if (token.endsWith("AA")) {
                return token;
            }
        }
    }

    private byte[] flipped(int index, int bit) {
        byte[] copy = signature.clone();
        copy[index] ^= (byte) bit;
        return copy;
    }

    private static byte[] der(TestKey key, String body) {
        try {
            Signature der = Signature.getInstance("SHA256withECDSA");
            der.initSign(key.pair().getPrivate());
            der.update(bytes(body));
            return der.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] pair(BigInteger r, BigInteger s, int length) {
        byte[] pair = Arrays.copyOf(TestKey.padded(r, length), 2 * length);
        System.arraycopy(TestKey.padded(s, length), 0, pair, length, length);
        return pair;
    }

    private static Attack bad(String name, String body, byte[] signature) {
        return bad(name, body + "." + TestIssuer.encode(signature));
    }

    private static Attack bad(String name, String token) {
        return Attack.refused(name, token, Reason.BAD_SIGNATURE);
    }

    private static String encode(String json) {
        return TestIssuer.encode(bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
