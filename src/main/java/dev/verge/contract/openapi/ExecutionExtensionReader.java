package dev.verge.contract.openapi;

import dev.verge.contract.ExecutionExtension;
import dev.verge.contract.ExecutionExtension.Lane;
import dev.verge.contract.document.Place;
import dev.verge.source.Mistakes;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads from an {@code x-verge} object how the statement is run. */
final class ExecutionExtensionReader {
    private static final Map<String, Lane> LANES = Map.of("shared", Lane.SHARED, "exclusive", Lane.EXCLUSIVE);
    private static final Map<String, Boolean> SESSIONS = Map.of("claims", true, "none", false);

    private static final Map<String, Boolean> SERVERS = Map.of("primary", false, "replica", true);

    private final Mistakes mistakes;

    ExecutionExtensionReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** What the object says, with nothing for what it does not say. */
    ExecutionExtension read(Place extension, String method) {
        return new ExecutionExtension(
                choice(extension, "lane", LANES, "shared or exclusive"),
                choice(extension, "session", SESSIONS, "claims or none"),
                idempotent(extension, method),
                replica(extension, method));
    }

    private boolean replica(Place extension, String method) {
        boolean replica = Boolean.TRUE.equals(choice(extension, "read", SERVERS, "primary or replica"));
        if (replica && !method.equals("GET")) {
            Place value = Objects.requireNonNull(extension.members().get("read"), "read");
            mistakes.add(value.location(), "read", value.words(), "a GET, which changes nothing, or primary");
        }
        return replica;
    }

    private <T> @Nullable T choice(Place extension, String key, Map<String, T> choices, String expected) {
        Place value = extension.members().get(key);
        if (value == null) {
            return null;
        }
        T choice = choices.get(value.words());
        if (choice == null) {
            mistakes.add(value.location(), key, value.words(), expected);
        }
        return choice;
    }

    private boolean idempotent(Place extension, String method) {
        Place value = extension.members().get("idempotent");
        if (value == null) {
            return false;
        }
        if (!(value.value() instanceof Boolean)) {
            mistakes.add(value.location(), "idempotent", value.words(), "true or false");
        } else if (method.equals("GET")) {
            mistakes.add(value.location(), "idempotent", value.words(), "nothing at a GET, which is in any case");
        }
        return Boolean.TRUE.equals(value.value());
    }
}
