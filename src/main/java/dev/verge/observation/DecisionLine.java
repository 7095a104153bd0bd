package dev.verge.observation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.DecisionsLost;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the decision record, whose members {@code src/docs/identity.md} documents. They hold identifiers only,
 * never a token, a body or a name of a person. Written member by member: there is one for each request.
 */
final class DecisionLine {
    private static final int MAXIMUM_TEXT = 128;
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private DecisionLine(JsonGenerator json) {
        this.json = json;
    }

    static String of(Instant time, Decision decision) {
        return write(time, line -> line.write(decision));
    }

    /** What stands in the place of lines that could not be kept. */
    static String of(Instant time, DecisionsLost lost) {
        return write(time, line -> line.write(lost));
    }

    private interface Members {
        void write(DecisionLine line) throws IOException;
    }

    private static String write(Instant time, Members members) {
        var text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
            members.write(new DecisionLine(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text has room", e);
        }
        return text.toString();
    }

    private void write(Decision decision) throws IOException {
        json.writeStringField("decision", word(decision.outcome()));
        json.writeStringField("reason", decision.reason());
        json.writeStringField("operation", decision.operationId());
        put("rule", decision.rule());
        if (!decision.resource().isEmpty()) {
            json.writeObjectFieldStart("resource");
            for (Map.Entry<String, String> parameter : decision.resource().entrySet()) {
                put(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
        }
        write(decision.token());
        put("request", decision.requestId());
        put("trace", decision.trace());
        json.writeNumberField("micros", decision.duration().toNanos() / 1_000);
    }

    private void write(TokenFacts token) throws IOException {
        if (token.equals(TokenFacts.NONE)) {
            return;
        }
        json.writeBooleanField("verified", token.verified());
        put("issuer", token.issuer());
        put("tid", token.tenant());
        put("caller", token.caller());
        put("client", token.client());
        put("kind", token.kind());
        put("kid", token.keyId());
        put("uti", token.tokenId());
    }

    private void write(DecisionsLost lost) throws IOException {
        json.writeObjectFieldStart("lost");
        for (Map.Entry<Decision.Outcome, Long> count : lost.counts().entrySet()) {
            json.writeNumberField(word(count.getKey()), count.getValue());
        }
        json.writeEndObject();
    }

    private static String word(Decision.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** A text that somebody else chose is never longer than needed to find it again. */
    private void put(String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text.length() <= MAXIMUM_TEXT ? text : text.substring(0, MAXIMUM_TEXT) + "...");
        }
    }
}
