package dev.verge.identity;

import dev.verge.testing.SelfSigned;
import dev.verge.testing.TestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows 26, 29, 46 and 58 to 64: keys in a document that must not be used, each with a token that it would verify. */
final class BadKeys {
    private static final String ID = "key-bad";

    private final TestKey key = TestKey.rsa(ID, 2048);
    private final TestKey other = TestKey.rsa(ID, 2048);
    private final JsonObject claims;

    /** Keys that sign these claims. */
    BadKeys(JsonObject claims) {
        this.claims = claims;
    }

    /**
     * A key.
     *
     * @param jwk as a document lists it
     * @param token signed by it
     * @param reason part of the sentence that says why it is refused
     */
    record BadKey(String name, JsonObject jwk, String token, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    Stream<BadKey> all() {
        return Stream.of(uses(), sizes(), exponents(), operations(), secrets(), certificates(), shapes())
                .flatMap(keys -> keys);
    }

    private Stream<BadKey> uses() {
        JsonObject curve = TestKey.curve(ID, "secp256r1").jwk();
        return Stream.of(
                changed(
                        "26 oct",
                        jwk -> new JsonObject().put("kty", "oct").put("kid", ID).put("k", "c2VjcmV0"),
                        "private"),
                changed(
                        "26 oct without k",
                        jwk -> new JsonObject().put("kty", "oct").put("kid", ID),
                        "kty and alg"),
                changed("29 curve where RS256 is meant", jwk -> curve, "kty and alg"),
                changed("29 curve that calls itself RS256", jwk -> curve.copy().put("alg", "RS256"), "kty and alg"),
                changed("29 RSA that calls itself ES256", jwk -> jwk.put("alg", "ES256"), "kty and alg"),
                changed("29 RSA for RS384", jwk -> jwk.put("alg", "RS384"), "kty and alg"),
                changed("29 RSA for encryption", jwk -> jwk.put("alg", "RSA-OAEP"), "kty and alg"),
                changed("46 use enc", jwk -> jwk.put("use", "enc"), "use"),
                changed("46 use an array", jwk -> jwk.put("use", new JsonArray().add("sig")), "use"));
    }

    private Stream<BadKey> sizes() {
        return Stream.of(
                signed("58 RSA of 1,024 bits", TestKey.rsa(ID, 1024), "bits"),
                signed("58 RSA of 2,040 bits", TestKey.rsa(ID, 2040), "bits"),
                signed("59 ROCA", broken(), "CVE-2017-15361"));
    }

    private Stream<BadKey> exponents() {
        return Stream.of("AQ", "Ag", "AAE", "AQAA", "", "AA", "AQABAQABAQAB")
                .map(exponent -> changed("60 e " + exponent, jwk -> jwk.put("e", exponent), "e is"));
    }

    private Stream<BadKey> operations() {
        return Stream.of(
                changed("62 key_ops encrypt", jwk -> jwk.put("key_ops", new JsonArray().add("encrypt")), "key_ops"),
                changed("62 key_ops sign", jwk -> jwk.put("key_ops", new JsonArray().add("sign")), "key_ops"),
                changed("62 key_ops empty", jwk -> jwk.put("key_ops", new JsonArray()), "key_ops"),
                changed("62 key_ops a text", jwk -> jwk.put("key_ops", "verify"), "key_ops"));
    }

    private Stream<BadKey> secrets() {
        var secret = (RSAPrivateCrtKey) key.pair().getPrivate();
        return Stream.of("d", "p", "q", "dp", "dq", "qi", "oth", "k")
                .map(member -> changed(
                        "63 " + member, jwk -> jwk.put(member, encode(secret.getPrivateExponent())), "private"));
    }

    private Stream<BadKey> certificates() {
        String foreign = SelfSigned.of(other, Instant.now(), Instant.now().plus(Duration.ofDays(1)));
        return Stream.of(changed("64 x5c of another key", jwk -> jwk.put("x5c", new JsonArray().add(foreign)), "x5c"));
    }

    private Stream<BadKey> shapes() {
        return Stream.of(
                changed("61 kid missing", jwk -> without(jwk, "kid"), "kid"),
                changed("61 kid a number", jwk -> jwk.put("kid", 1), "kid"),
                changed("61 kid empty", jwk -> jwk.put("kid", ""), "kid"),
                changed("61 kid too long", jwk -> jwk.put("kid", "k".repeat(257)), "kid"),
                changed("67 kty missing", jwk -> without(jwk, "kty"), "kty"),
                changed("67 n missing", jwk -> without(jwk, "n"), "n is"),
                changed("67 n a number", jwk -> jwk.put("n", 1), "n is"),
                changed("67 n with padding", jwk -> jwk.put("n", jwk.getString("n") + "=="), "n is"),
                changed(
                        "67 n in the standard alphabet",
                        jwk -> jwk.put("n", "+/" + jwk.getString("n").substring(2)),
                        "n is"),
                changed("67 n even", jwk -> jwk.put("n", encode(modulus().subtract(BigInteger.ONE))), "n is"),
                changed(
                        "67 n of 16,384 bits",
                        jwk -> jwk.put(
                                "n", encode(BigInteger.ONE.shiftLeft(16_383).add(BigInteger.ONE))),
                        "bits"),
                changed("67 issuer a number", jwk -> jwk.put("issuer", 1), "issuer"));
    }

    private BadKey changed(String name, UnaryOperator<JsonObject> change, String reason) {
        return new BadKey(name, change.apply(key.jwk()), token(key), reason);
    }

    private BadKey signed(String name, TestKey signer, String reason) {
        return new BadKey(name, signer.jwk(), token(signer), reason);
    }

    private String token(TestKey signer) {
        return signer.token(Issuers.header(signer), claims);
    }

    private BigInteger modulus() {
        return ((RSAPublicKey) key.pair().getPublic()).getModulus();
    }

    /** Primes as the generator of CVE-2017-15361 made them: powers of 65537, modulo many small primes at once. */
    private static TestKey broken() {
        var random = new Random(1);
        BigInteger small = IntStream.rangeClosed(2, 167)
                .mapToObj(BigInteger::valueOf)
                .filter(number -> number.isProbablePrime(50))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger p = brokenPrime(small, random);
        BigInteger q = brokenPrime(small, random);
        BigInteger e = BigInteger.valueOf(65_537);
        BigInteger one = BigInteger.ONE;
        BigInteger d = e.modInverse(p.subtract(one).multiply(q.subtract(one)));
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return new TestKey(
                    ID,
                    "RS256",
                    new KeyPair(
                            factory.generatePublic(new RSAPublicKeySpec(p.multiply(q), e)),
                            factory.generatePrivate(new RSAPrivateKeySpec(p.multiply(q), d))));
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static BigInteger brokenPrime(BigInteger small, Random random) {
        BigInteger power = BigInteger.valueOf(65_537).modPow(BigInteger.valueOf(random.nextInt(1 << 20)), small);
        BigInteger top =
                BigInteger.ONE.shiftLeft(1_024).subtract(BigInteger.ONE).divide(small);
        while (true) {
            BigInteger prime =
                    top.subtract(new BigInteger(700, random)).multiply(small).add(power);
            if (prime.bitLength() == 1_024 && prime.isProbablePrime(50)) {
                return prime;
            }
        }
    }

    private static JsonObject without(JsonObject object, String member) {
        object.remove(member);
        return object;
    }

    private static String encode(BigInteger number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(TestKey.unsigned(number));
    }
}
