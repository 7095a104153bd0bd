package dev.verge.auth.diagnosis;

import dev.verge.auth.token.Claims;
import dev.verge.auth.token.RefusalException;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a token says, as far as it is of use and names nobody. */
final class TokenSays {
    private static final List<String> HEADER = List.of("alg", "kid", "typ");
    private static final List<String> CLAIMS =
            List.of("iss", "aud", "tid", "ver", "idtyp", "azp", "appid", "roles", "scp");
    private static final List<String> TIMES = List.of("nbf", "exp");

    private TokenSays() {}

    /** Names and values, ready to print, in an order for readers. */
    static Map<String, String> of(UnverifiedToken token, long now) {
        var says = new LinkedHashMap<String, String>();
        put(says, token.header(), HEADER);
        put(says, token.claims(), CLAIMS);
        TIMES.stream()
                .filter(token.claims()::containsKey)
                .forEach(name -> says.put(name, time(token.claims(), name, now)));
        return says;
    }

    private static void put(Map<String, String> says, JsonObject object, List<String> names) {
        names.stream()
                .filter(object::containsKey)
                .forEach(name -> says.put(name, Printable.text(object.getValue(name))));
    }

    /** A time, and how far it is from now. */
    static String time(JsonObject claims, String name, long now) {
        try {
            return Claims.time(claims, name).map(seconds -> time(seconds, now)).orElse("(none)");
        } catch (RefusalException e) {
            return Printable.text(claims.getValue(name)) + " (no time in seconds since 1970)";
        }
    }

    private static String time(BigDecimal seconds, long now) {
        long then = seconds.movePointRight(3).longValue();
        String distance = distance(Duration.ofMillis(Math.abs(then - now)));
        return Instant.ofEpochSecond(seconds.longValue())
                + (then <= now ? " (" + distance + " ago)" : " (in " + distance + ")");
    }

    private static String distance(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }
}
