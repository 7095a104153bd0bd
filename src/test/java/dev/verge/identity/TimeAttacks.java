package dev.verge.identity;

import dev.verge.auth.token.Reason;
import dev.verge.testing.TestIssuer;
import dev.verge.testing.TestTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows 74 to 80: times that are missing, over, to come, too far apart, or no times at all. */
final class TimeAttacks {
    private final TestIssuer issuer;
    private final long now;

    TimeAttacks(TestIssuer issuer, TestTime time) {
        this.issuer = issuer;
        this.now = time.seconds();
    }

    Stream<Attack> rows() {
        return Stream.of(expiry(), numbers(), boundaries()).flatMap(rows -> rows);
    }

    private Stream<Attack> expiry() {
        return Stream.of(
                claims("74 exp missing", claims -> without(claims, "exp")),
                claims("75 exp a text", claims -> claims.put("exp", String.valueOf(now + 60))),
                claims("75 exp true", claims -> claims.put("exp", true)),
                claims("75 exp null", claims -> claims.putNull("exp")),
                claims("75 exp an object", claims -> claims.put("exp", new JsonObject())),
                claims("75 exp an array", claims -> claims.put("exp", new JsonArray().add(now + 60))),
                claims("75 nbf a text", claims -> claims.put("nbf", "1")),
                claims("75 nbf null", claims -> claims.putNull("nbf")),
                claims("75 iat an object", claims -> claims.put("iat", new JsonObject())));
    }

    /** Numbers that cost more than they should, or mean something else elsewhere. */
    private Stream<Attack> numbers() {
        Stream<Attack> refused = Stream.of(
                        "1e30",
                        "9007199254740993",
                        "" + now * 1000,
                        "-1",
                        "0",
                        "-0.0",
                        "0." + "0".repeat(60) + "1",
                        "9".repeat(64))
                .flatMap(number -> Stream.of(
                        raw("76 exp " + number, "exp", number),
                        raw("76 nbf " + number, "nbf", number),
                        raw("76 iat " + number, "iat", number)));
        Stream<Attack> malformed = Stream.of(
                        "9".repeat(1_000),
                        "0x10",
                        "NaN",
                        "Infinity",
                        "+1",
                        "01",
                        ".5",
                        "1.",
                        "1E400",
                        "1e-9999999",
                        "1e-999999999",
                        "1e999999999",
                        "1e2147483647",
                        "1e-2147483647",
                        "1e99999999999",
                        "1e-99999999999")
                .flatMap(number -> Stream.of("exp", "nbf", "x")
                        .map(claim -> Attack.refused(
                                "76 " + claim + " " + number, number(claim, number), Reason.MALFORMED_TOKEN)));
        Stream<Attack> granted = Stream.of(now + 3600 + ".5", now + 3600 + ".000000001", (now + 3600) / 1000 + "e3")
                .map(number -> Attack.granted("76 exp " + number, "/any", number("exp", number)));
        return Stream.of(refused, malformed, granted).flatMap(rows -> rows);
    }

    private Stream<Attack> boundaries() {
        return Stream.of(
                time("77 exp now", "exp", now, null),
                time("77 exp a minute less a second ago", "exp", now - 59, null),
                time("77 exp a minute ago", "exp", now - 60, Reason.EXPIRED),
                time("77 exp a minute and a second ago", "exp", now - 61, Reason.EXPIRED),
                time("77 exp an hour ago", "exp", now - 3_600, Reason.EXPIRED),
                time("78 nbf in a minute", "nbf", now + 60, null),
                time("78 nbf in a minute and a second", "nbf", now + 61, Reason.NOT_YET_VALID),
                time("79 iat in a minute", "iat", now + 60, null),
                time("79 iat in a minute and a second", "iat", now + 61, Reason.NOT_YET_VALID),
                time("80 good for 29 hours", "exp", now + 29 * 3_600, null),
                time("80 good for 29 hours and a second", "exp", now + 29 * 3_600 + 1, Reason.LIFETIME_TOO_LONG),
                Attack.refused(
                        "80 good for 30 hours, iat missing",
                        token(claims -> without(claims.put("exp", now + 30 * 3_600), "iat")),
                        Reason.LIFETIME_TOO_LONG));
    }

    private Attack raw(String name, String claim, String number) {
        return Attack.refused(name, number(claim, number), Reason.CLAIMS_NOT_ACCEPTABLE);
    }

    /** A token whose claim is spelled exactly so. */
    private String number(String claim, String number) {
        JsonObject claims = issuer.claims().put("scp", "use");
        claims.remove(claim);
        String text = claims.encode();
        return issuer.sign(issuer.header().encode(), "{\"" + claim + "\":" + number + "," + text.substring(1));
    }

    private Attack time(String name, String claim, long seconds, @Nullable Reason reason) {
        String token = token(claims ->
                claims.put("iat", now).put("nbf", now).put("exp", now + 3_600).put(claim, seconds));
        return reason == null ? Attack.granted(name, "/any", token) : Attack.refused(name, token, reason);
    }

    private Attack claims(String name, UnaryOperator<JsonObject> change) {
        return Attack.refused(name, token(change), Reason.CLAIMS_NOT_ACCEPTABLE);
    }

    private String token(UnaryOperator<JsonObject> change) {
        return issuer.token(change.apply(issuer.claims().put("scp", "use")));
    }

    private static JsonObject without(JsonObject object, String member) {
        object.remove(member);
        return object;
    }
}
