package dev.verge.contract.openapi;

import dev.verge.contract.OperationExtension;
import dev.verge.contract.PathTemplate;
import dev.verge.contract.document.Place;
import dev.verge.source.Mistakes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code x-verge} object of an operation. */
final class ExtensionReader {
    private static final List<String> KEYS = List.of(
            "sql",
            "allow",
            "hide",
            "deadline",
            "lane",
            "session",
            "read",
            "idempotent",
            "errors",
            "constraints",
            "kind",
            "acrs",
            "audit");

    private static final Set<String> LATER = Set.of("cache", "etag", "page");

    private static final Pattern FILE = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*\\.sql");
    private static final Pattern DEADLINE = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m)");

    private final Mistakes mistakes;
    private final ErrorsReader errors;
    private final AccessExtensionReader access;
    private final ExecutionExtensionReader execution;

    ExtensionReader(Mistakes mistakes) {
        this.mistakes = mistakes;
        this.errors = new ErrorsReader(mistakes);
        this.access = new AccessExtensionReader(mistakes);
        this.execution = new ExecutionExtensionReader(mistakes);
    }

    /** What it says, with the defaults for what it does not say. */
    OperationExtension read(Place operation, String operationId, String method, PathTemplate path) {
        Place extension = operation.members().get("x-verge");
        if (extension == null) {
            return OperationExtension.standard(operationId + ".sql");
        }
        if (!extension.isObject()) {
            mistakes.add(extension.location(), "x-verge", extension.words(), "an object");
        }
        extension.members().forEach((key, value) -> refuseUnknown(key, value));
        return new OperationExtension(
                sql(extension, operationId),
                file(extension, "allow").orElse(null),
                hide(extension),
                deadline(extension),
                errors.statuses(extension),
                errors.constraints(extension),
                access.read(extension, path),
                execution.read(extension, method));
    }

    private void refuseUnknown(String key, Place value) {
        if (LATER.contains(key)) {
            mistakes.add(
                    value.location(),
                    "x-verge: " + key + " is not available yet (expected: " + String.join(", ", KEYS) + ")");
        } else if (!KEYS.contains(key)) {
            mistakes.addUnknown(value.location(), "x-verge", key, KEYS);
        }
    }

    private String sql(Place extension, String operationId) {
        boolean unsaid = !extension.members().containsKey("sql") && !extension.misspells("sql");
        return unsaid ? operationId + ".sql" : file(extension, "sql").orElse("");
    }

    private Optional<String> file(Place extension, String key) {
        Place value = extension.members().get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value.value() instanceof String name && FILE.matcher(name).matches() && !name.contains("..")) {
            return Optional.of(name);
        }
        mistakes.add(value.location(), key, value.words(), "a file name that ends in .sql, without directories");
        return Optional.empty();
    }

    private boolean hide(Place extension) {
        Place value = extension.members().get("hide");
        if (value == null) {
            return false;
        }
        if (!(value.value() instanceof Boolean)) {
            mistakes.add(value.location(), "hide", value.words(), "true or false");
        } else if (!extension.members().containsKey("allow") && !extension.misspells("allow")) {
            mistakes.add(value.location(), "hide", value.words(), "allow beside it; without a rule nothing is hidden");
        }
        return Boolean.TRUE.equals(value.value());
    }

    private @Nullable Duration deadline(Place extension) {
        Place value = extension.members().get("deadline");
        if (value == null) {
            return null;
        }
        Matcher matcher = DEADLINE.matcher(value.words());
        if (!(value.value() instanceof String) || !matcher.matches()) {
            mistakes.add(value.location(), "deadline", value.words(), "a positive number with ms, s or m, such as 2s");
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
