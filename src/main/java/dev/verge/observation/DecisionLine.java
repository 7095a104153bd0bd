package dev.verge.observation;

import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.DecisionsLost;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the decision record, whose members {@code src/docs/identity.md} documents. They hold identifiers only,
 * never a token, a body or a name of a person.
 */
final class DecisionLine {
    private static final int MAXIMUM_TEXT = 128;

    private DecisionLine() {}

    static JsonObject of(Instant time, Decision decision) {
        var line = new JsonObject()
                .put("time", text(time))
                .put("decision", word(decision.outcome()))
                .put("reason", decision.reason())
                .put("operation", decision.operationId());
        put(line, "rule", decision.rule());
        if (!decision.resource().isEmpty()) {
            var resource = new JsonObject();
            decision.resource().forEach((name, value) -> put(resource, name, value));
            line.put("resource", resource);
        }
        TokenFacts token = decision.token();
        if (!token.equals(TokenFacts.NONE)) {
            line.put("verified", token.verified());
            put(line, "issuer", token.issuer());
            put(line, "tid", token.tenant());
            put(line, "caller", token.caller());
            put(line, "client", token.client());
            put(line, "kind", token.kind());
            put(line, "kid", token.keyId());
            put(line, "uti", token.tokenId());
        }
        put(line, "request", decision.requestId());
        put(line, "trace", decision.trace());
        return line.put("micros", decision.duration().toNanos() / 1_000);
    }

    /** What stands in the place of lines that could not be kept. */
    static JsonObject of(Instant time, DecisionsLost lost) {
        var counts = new JsonObject();
        lost.counts().forEach((outcome, count) -> counts.put(word(outcome), count));
        return new JsonObject().put("time", text(time)).put("lost", counts);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String word(Decision.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** A text that somebody else chose is never longer than needed to find it again. */
    private static void put(JsonObject line, String name, @Nullable String text) {
        if (text != null) {
            line.put(name, text.length() <= MAXIMUM_TEXT ? text : text.substring(0, MAXIMUM_TEXT) + "...");
        }
    }
}
