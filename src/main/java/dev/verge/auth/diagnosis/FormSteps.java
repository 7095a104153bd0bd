package dev.verge.auth.diagnosis;

import dev.verge.auth.Credentials;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.RefusalException;
import dev.verge.auth.token.Token;
import dev.verge.auth.token.TokenReader;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is the text a token, and is its header acceptable. */
final class FormSteps {
    private static final Set<Reason> OF_HEADER =
            EnumSet.of(Reason.ALGORITHM_NOT_ALLOWED, Reason.GRAPH_TOKEN, Reason.HEADER_NOT_ACCEPTABLE);
    private static final Set<String> ORDINARY = Set.of("alg", "kid", "typ", "x5t");

    private FormSteps() {}

    /** The token; null when it cannot be read. */
    static @Nullable Token add(Steps steps, String text, UnverifiedToken unverified) {
        try {
            Token token = TokenReader.read(Credentials.bearerToken(List.of("Bearer " + text)));
            steps.passed("form", "3 segments");
            steps.passed("header", header(unverified.header()));
            return token;
        } catch (RefusalException e) {
            if (OF_HEADER.contains(e.reason())) {
                steps.passed("form", "as far as the header");
                steps.refused("header", e.reason(), header(unverified.header()));
            } else {
                steps.refused("form", e.reason(), TokenForm.describe(text, unverified));
                steps.skipped("not looked at", "header");
            }
            return null;
        }
    }

    private static String header(JsonObject header) {
        var others = new ArrayList<>(header.fieldNames());
        others.removeAll(ORDINARY);
        return "alg " + Printable.text(header.getValue("alg")) + ", kid " + Printable.text(header.getValue("kid"))
                + ", typ " + Printable.text(header.getValue("typ"))
                + (others.isEmpty() ? "" : "; besides: " + Printable.names(others));
    }
}
