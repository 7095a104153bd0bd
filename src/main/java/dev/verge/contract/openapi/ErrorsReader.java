package dev.verge.contract.openapi;

import dev.verge.contract.document.Place;
import dev.verge.source.Mistakes;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads from an {@code x-verge} object what the errors of its statement mean to a caller. */
final class ErrorsReader {
    private static final Pattern SQLSTATE = Pattern.compile("[0-9A-Z]{5}");

    private final Mistakes mistakes;

    ErrorsReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Statuses by SQLSTATE. */
    Map<String, Integer> statuses(Place extension) {
        Map<String, Integer> statuses = new HashMap<>();
        members(extension, "errors", "statuses by SQLSTATE, such as \"23505\": 409")
                .forEach((state, status) -> {
                    if (!SQLSTATE.matcher(state).matches()) {
                        mistakes.add(
                                status.location(), "SQLSTATE", state, "five digits or capital letters, such as 23505");
                    } else if (status.value() instanceof Integer code && code >= 400 && code <= 599) {
                        statuses.put(state, code);
                    } else {
                        mistakes.add(status.location(), state, status.words(), "a status from 400 to 599");
                    }
                });
        return statuses;
    }

    /** What of the request a constraint is about, by its name. */
    Map<String, String> constraints(Place extension) {
        Map<String, String> constraints = new HashMap<>();
        members(extension, "constraints", "inputs by constraint, such as users_email_key: /email")
                .forEach((constraint, input) -> {
                    if (input.value() instanceof String name && !name.isEmpty()) {
                        constraints.put(constraint, name);
                    } else {
                        mistakes.add(
                                input.location(),
                                constraint,
                                input.words(),
                                "the name of a parameter, or a JSON pointer into the body such as /email");
                    }
                });
        return constraints;
    }

    private Map<String, Place> members(Place extension, String key, String expected) {
        Place declared = extension.members().get(key);
        if (declared != null && !declared.isObject()) {
            mistakes.add(declared.location(), key, declared.words(), expected);
        }
        return declared == null ? Map.of() : declared.members();
    }
}
