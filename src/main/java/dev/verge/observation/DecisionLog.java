package dev.verge.observation;

import dev.verge.observation.Observation.Decision;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the decision record: one JSON object a line on a logger of its own, {@value #LOGGER}. Holds identifiers only, never
 * a token, a body or a name of a person; {@code src/docs/identity.md} documents each member.
 */
public final class DecisionLog implements Observer {
    static final String LOGGER = "dev.verge.decision";

    private static final int MAXIMUM_TEXT = 128;

    private final Logger log = LoggerFactory.getLogger(LOGGER);
    private final Clock clock;

    /** Stamps records with the time of this clock. */
    public DecisionLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof Decision decision && log.isInfoEnabled()) {
            log.info(line(decision).encode());
        }
    }

    JsonObject line(Decision decision) {
        var line = new JsonObject()
                .put("time", clock.instant().toString())
                .put("decision", decision.outcome().name().toLowerCase(Locale.ROOT))
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

    /** A text that somebody else chose is never longer than needed to find it again. */
    private static void put(JsonObject line, String name, @Nullable String text) {
        if (text != null) {
            line.put(name, text.length() <= MAXIMUM_TEXT ? text : text.substring(0, MAXIMUM_TEXT) + "...");
        }
    }
}
