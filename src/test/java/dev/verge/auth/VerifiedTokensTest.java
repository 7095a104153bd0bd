package dev.verge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.token.Caller;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.RefusalException;
import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import dev.verge.testing.TestKey;
import dev.verge.testing.TestTime;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final int BYTES = 256 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.start(vertx);
    private final TestTime time = TestTime.standing();
    private final Identity identity = identity(BYTES);
    private final Authenticator authenticator = identity.authenticator();
    private final VerifiedTokens verified = identity.verifiedTokens();

    @AfterEach
    void stop() {
        Futures.result(identity.close());
        Futures.result(vertx.close());
    }

    @Test
    void findsTokenOnEveryEventLoopOnceItsSignatureHeld() {
        String token = accepted(token(3_600));
        assertThat(verified.find(token)).isNotNull();
        assertThat(Futures.result(identity.authenticator().authenticate(List.of("bearer " + token))))
                .isSameAs(Futures.result(authenticator.authenticate(List.of("Bearer " + token))));
    }

    @Test
    void findsNoOtherSpellingOfKnownToken() {
        String token = accepted(token(3_600));
        String[] parts = token.split("\\.");
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        Stream.of(
                        token + "=",
                        token + "==",
                        token + ".",
                        "." + token,
                        token + " ",
                        token + "\0",
                        token.substring(0, token.length() - 1) + alphabet.charAt(last + 1),
                        token.replace('-', '+').replace('_', '/'),
                        parts[0] + "=." + parts[1] + "." + parts[2],
                        parts[0] + "." + parts[1] + "." + parts[2].substring(0, 340),
                        parts[0] + "." + parts[1] + ".AAAA" + parts[2],
                        parts[0] + "." + parts[1] + ".",
                        parts[0] + "." + parts[1],
                        token.toLowerCase(Locale.ROOT),
                        token.substring(0, token.length() - 1) + "\u00e9")
                .filter(spelling -> !spelling.equals(token))
                .forEach(spelling -> {
                    assertThat(verified.find(spelling)).as(spelling).isNull();
                    assertThat(refusal(spelling)).as(spelling).isNotNull();
                    assertThat(verified.find(spelling)).as(spelling).isNull();
                });
        assertThat(verified.size()).isEqualTo(1);
    }

    /** Both signatures hold, so both texts are tokens; each is verified for itself. */
    @Test
    void verifiesTheTwinOfCurveSignatureForItself() {
        TestKey key = TestKey.curve("curve", "secp256r1");
        issuer.list(key.jwk());
        String token = key.token(issuer.header().put("alg", "ES256").put("kid", "curve"), claims(3_600));
        int end = token.lastIndexOf('.') + 1;
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(end));
        BigInteger order = ((ECPublicKey) key.pair().getPublic()).getParams().getOrder();
        BigInteger s = order.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        System.arraycopy(TestKey.padded(s, 32), 0, signature, 32, 32);
        String twin = token.substring(0, end) + TestIssuer.encode(signature);
        accepted(token);
        assertThat(verified.find(twin)).isNull();
        accepted(twin);
        assertThat(verified.size()).isEqualTo(2);
    }

    @Test
    void forgetsNobodyForFloodOfBadTokens() {
        String good = accepted(token(3_600));
        String body = good.substring(0, good.lastIndexOf('.') + 1);
        byte[] signature = new byte[256];
        for (int i = 0; i < 3_000; i++) {
            signature[0] = (byte) (i >> 8);
            signature[1] = (byte) i;
            assertThat(refusal(body + TestIssuer.encode(signature))).isEqualTo(Reason.BAD_SIGNATURE);
            assertThat(refusal("x" + i + "." + body)).isNotNull();
        }
        assertThat(verified.find(good)).isNotNull();
        assertThat(verified.size()).isEqualTo(1);
    }

    @Test
    void keepsToItsBoundHoweverManyGoodTokensThereAre() {
        for (int i = 0; i < 300; i++) {
            accepted(issuer.token(claims(3_600).put("jti", "t" + i)));
        }
        assertThat(verified.size()).isBetween(10L, BYTES / 1_024L);
    }

    @Test
    void forgetsTokenWithItsKeyWhenThatIsEvicted() {
        String token = accepted(token(3_600));
        Futures.result(identity.keys().get(0).evict("key-1"));
        assertThat(verified.find(token)).isNull();
        assertThat(refusal(token)).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void forgetsTokenWithItsKeyWhenThatIsWithdrawn() {
        String token = accepted(token(3_600));
        issuer.rotate("key-2");
        issuer.withdraw("key-1");
        for (int i = 0; i < 3; i++) {
            refreshAfter(Duration.ofMinutes(6));
            assertThat(verified.find(token)).isNotNull();
        }
        refreshAfter(Duration.ofMinutes(6));
        assertThat(verified.find(token)).isNull();
    }

    @Test
    void forgetsTokenWhenItsKeyHasNotBeenSeenForADay() {
        String token = accepted(token(28 * 3_600));
        issuer.answerKeys(request -> request.response().setStatusCode(503).end());
        time.pass(Duration.ofHours(23));
        assertThat(verified.find(token)).isNotNull();
        time.pass(Duration.ofHours(1));
        assertThat(verified.find(token)).isNull();
        assertThat(refusal(token)).isEqualTo(Reason.KEYS_UNAVAILABLE);
    }

    @Test
    void forgetsTokenWhenItsKeyHasOtherMaterial() {
        String token = accepted(token(3_600));
        issuer.withdraw("key-1");
        issuer.rotate("key-1");
        refreshAfter(Duration.ofMinutes(1));
        assertThat(verified.find(token)).isNull();
        assertThat(refusal(token)).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void staysWithTokenWhenItsKeyIsListedAgainUnchanged() {
        String token = accepted(token(3_600));
        refreshAfter(Duration.ofMinutes(1));
        assertThat(verified.find(token)).isNotNull();
    }

    @Test
    void outlivesNoToken() {
        String token = accepted(token(600));
        time.pass(Duration.ofSeconds(600 + 60).minusMillis(1));
        accepted(token);
        time.pass(Duration.ofMillis(1));
        assertThat(refusal(token)).isEqualTo(Reason.EXPIRED);
        assertThat(verified.find(token)).isNull();
        assertThat(verified.size()).isZero();
    }

    @Test
    void remembersNothingWhenThereIsNoRoom() {
        Identity without = identity(0);
        String token = token(3_600);
        Futures.result(without.authenticator().authenticate(List.of("Bearer " + token)));
        assertThat(without.verifiedTokens().find(token)).isNull();
        assertThat(without.verifiedTokens().size()).isZero();
        Futures.result(without.close());
    }

    private Identity identity(int bytes) {
        IdentitySettings standard = issuer.settings();
        var one = standard.issuers().get(0);
        var settings = new IdentitySettings(
                List.of(new IssuerSettings(
                        one.name(),
                        one.dialect(),
                        one.issuer(),
                        one.tenants(),
                        one.discovery(),
                        one.audiences(),
                        List.of("RS256", "ES256"),
                        one.rolesClaim(),
                        one.scopesClaim())),
                standard.resource(),
                standard.leeway(),
                standard.refreshInterval(),
                standard.withdrawalGrace(),
                bytes);
        var identity = new Identity(vertx, settings, observation -> {}, time::nanoTime, time);
        Futures.result(identity.start());
        return identity;
    }

    private String accepted(String token) {
        Caller caller = Futures.result(authenticator.authenticate(List.of("Bearer " + token)));
        assertThat(caller.subject()).isEqualTo("subject");
        return token;
    }

    private Reason refusal(String token) {
        var failure = (RefusalException) Futures.failure(authenticator.authenticate(List.of("Bearer " + token)));
        return failure.reason();
    }

    private void refreshAfter(Duration duration) {
        time.pass(duration);
        Futures.result(identity.keys().get(0).refresh());
    }

    private String token(int seconds) {
        return issuer.token(claims(seconds));
    }

    private JsonObject claims(int seconds) {
        long now = time.seconds();
        return issuer.claims()
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + seconds)
                .put("roles", new JsonArray().add("use"));
    }
}
