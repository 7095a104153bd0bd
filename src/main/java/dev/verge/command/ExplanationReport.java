package dev.verge.command;

import dev.verge.auth.diagnosis.Explanation;
import dev.verge.auth.diagnosis.Step;
import dev.verge.auth.diagnosis.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes an explanation for people and for machines. */
record ExplanationReport(Explanation explanation) {
    private static final String LINE = System.lineSeparator();

    String text() {
        var text = new StringBuilder("The token says").append(LINE);
        for (Map.Entry<String, String> claim : explanation.says().entrySet()) {
            text.append(String.format("  %-7s %s%n", claim.getKey(), claim.getValue()));
        }
        if (explanation.says().isEmpty()) {
            text.append("  nothing that can be read").append(LINE);
        }
        text.append(LINE).append("What is looked at, in this order").append(LINE);
        for (Step step : explanation.steps()) {
            text.append(String.format("  %-12s %-8s %s%n", step.name(), word(step), detail(step)));
        }
        text.append(LINE).append(verdict()).append(LINE);
        explanation
                .advice()
                .forEach(advice -> text.append("  - ").append(advice).append(LINE));
        return text.toString().stripTrailing();
    }

    private static String word(Step step) {
        return switch (step.result()) {
            case PASSED -> "ok";
            case REFUSED -> "REFUSED";
            case SKIPPED -> "-";
        };
    }

    private static String detail(Step step) {
        return step.reason() == null ? step.detail() : step.reason().code() + ": " + step.detail();
    }

    private String verdict() {
        Verdict verdict = explanation.verdict();
        if (verdict.reason() != null) {
            return "Refused: " + verdict.reason().code() + ". The API answers " + verdict.status() + ".";
        }
        return verdict.outcome() == Verdict.Outcome.ACCEPTED
                ? "Accepted: " + verdict.who() + "."
                : "Nothing refuses it: " + verdict.who() + ". Whether the issuer signed it was not looked at.";
    }

    String json() {
        Verdict verdict = explanation.verdict();
        var token = new JsonObject();
        explanation.says().forEach(token::put);
        var steps = new JsonArray();
        for (Step step : explanation.steps()) {
            var json = new JsonObject()
                    .put("step", step.name())
                    .put("result", step.result().name().toLowerCase(Locale.ROOT));
            if (step.reason() != null) {
                json.put("reason", step.reason().code());
            }
            steps.add(json.put("detail", step.detail()));
        }
        var json = new JsonObject().put("verdict", verdict.outcome().name().toLowerCase(Locale.ROOT));
        if (verdict.reason() != null) {
            json.put("reason", verdict.reason().code()).put("status", verdict.status());
        }
        if (verdict.kind() != null) {
            json.put("kind", verdict.kind().word())
                    .put("roles", list(verdict.roles()))
                    .put("scopes", list(verdict.scopes()));
        }
        return json.put("token", token)
                .put("steps", steps)
                .put("advice", new JsonArray(explanation.advice()))
                .encode();
    }

    private static JsonArray list(Set<String> names) {
        return new JsonArray(List.copyOf(new TreeSet<>(names)));
    }
}
