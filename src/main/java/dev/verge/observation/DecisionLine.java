package dev.verge.observation;

import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.DecisionsLost;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the decision record, whose members {@code src/docs/identity.md} documents. They hold identifiers only,
 * never a token, a body or a name of a person.
 */
final class DecisionLine {
    private static final int MAXIMUM_TEXT = 128;

    private DecisionLine() {}

    static String of(Instant time, Decision decision) {
        var line = new JsonMembers();
        line.put("time", time);
        line.put("decision", word(decision.outcome()));
        line.put("reason", decision.reason());
        line.put("operation", decision.operationId());
        line.put("rule", bounded(decision.rule()));
        if (!decision.resource().isEmpty()) {
            line.begin("resource");
            decision.resource().forEach((name, value) -> line.put(name, bounded(value)));
            line.end();
        }
        write(decision.token(), line);
        line.put("request", bounded(decision.requestId()));
        line.put("trace", bounded(decision.trace()));
        line.put("micros", decision.duration().toNanos() / 1_000);
        line.end();
        return line.toString();
    }

    /** What stands in the place of lines that could not be kept. */
    static String of(Instant time, DecisionsLost lost) {
        var line = new JsonMembers();
        line.put("time", time);
        line.begin("lost");
        lost.counts().forEach((outcome, count) -> line.put(word(outcome), count));
        line.end();
        line.end();
        return line.toString();
    }

    private static void write(TokenFacts token, JsonMembers line) {
        if (token.equals(TokenFacts.NONE)) {
            return;
        }
        line.put("verified", token.verified());
        line.put("issuer", bounded(token.issuer()));
        line.put("tid", bounded(token.tenant()));
        line.put("caller", bounded(token.caller()));
        line.put("client", bounded(token.client()));
        line.put("kind", bounded(token.kind()));
        line.put("kid", bounded(token.keyId()));
        line.put("uti", bounded(token.tokenId()));
    }

    private static String word(Decision.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** A text that somebody else chose is never longer than needed to find it again. */
    private static @Nullable String bounded(@Nullable String text) {
        return text == null || text.length() <= MAXIMUM_TEXT ? text : text.substring(0, MAXIMUM_TEXT) + "...";
    }
}
