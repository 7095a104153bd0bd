package dev.verge.http;

import dev.verge.problem.Problem;
import dev.verge.problem.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A problem as RFC 9457 writes it. */
final class ProblemDocument {
    static final String CONTENT_TYPE = "application/problem+json";

    private ProblemDocument() {}

    static Buffer of(Problem problem, String requestId) {
        var document = new JsonObject()
                .put("type", problem.type().uri())
                .put("title", problem.type().title())
                .put("status", problem.status());
        if (problem.detail() != null) {
            document.put("detail", problem.detail());
        }
        document.put("requestId", requestId);
        if (!problem.violations().isEmpty()) {
            document.put("errors", errors(problem));
        }
        return document.toBuffer();
    }

    private static JsonArray errors(Problem problem) {
        var errors = new JsonArray();
        problem.violations().forEach(violation -> errors.add(error(violation)));
        return errors;
    }

    private static JsonObject error(Violation violation) {
        return new JsonObject()
                .put("in", violation.in())
                .put(violation.in().equals("body") ? "pointer" : "parameter", violation.name())
                .put("detail", violation.detail());
    }
}
