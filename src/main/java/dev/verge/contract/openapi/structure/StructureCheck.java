package dev.verge.contract.openapi.structure;

import dev.verge.contract.document.Place;
import dev.verge.contract.document.References;
import dev.verge.contract.schema.Schemas;
import dev.verge.source.Mistakes;
import dev.verge.source.NearestWord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares a contract with the shape that OpenAPI gives it: unknown and missing members, values of a wrong type, and
 * references that lead nowhere, also in parts that no operation uses. Not thread-safe.
 */
public final class StructureCheck {
    /** Objects in whose place a Reference Object may stand. */
    private static final Set<String> REFERABLE = Set.of(
            "Callback",
            "PathItem",
            "Parameter",
            "Header",
            "RequestBody",
            "Response",
            "Example",
            "Link",
            "SecurityScheme");

    private static final Pattern STATUS = Pattern.compile("default|[1-5]([0-9][0-9]|XX)");
    private static final String EXTENSION = "x-verge";

    private final References references;
    private final Schemas schemas;
    private final Mistakes mistakes;
    private final KnownMembers known;
    private final Set<String> visited = new HashSet<>();

    /** Prepares a check. */
    public StructureCheck(References references, Schemas schemas, Mistakes mistakes, boolean openApi30) {
        this.references = references;
        this.schemas = schemas;
        this.mistakes = mistakes;
        this.known = new KnownMembers(openApi30);
    }

    /** Checks a whole OpenAPI document. */
    public void check(Place root) {
        check(root, "OpenApi");
    }

    private void check(Place place, String type) {
        if (!visited.add(type + " " + place.address())) {
            return;
        }
        switch (type) {
            case "any" -> {}
            case "text" -> expect(place.value() instanceof String, place, "text");
            case "flag" -> expect(place.value() instanceof Boolean, place, "true or false");
            case "Schema" -> schemas.at(place);
            case "Paths" -> checkNamed(place, "PathItem");
            case "Responses" -> checkResponses(place);
            case "Security" -> checkNamed(place, "[text]");
            default -> checkStructured(place, type);
        }
    }

    private void checkStructured(Place place, String type) {
        String inner = type.substring(1, type.length() - 1);
        if (type.startsWith("[")) {
            if (expect(place.value() instanceof JsonArray, place, "a list")) {
                place.elements().forEach(element -> check(element, inner));
            }
        } else if (type.startsWith("{")) {
            checkNamed(place, inner);
        } else if (expect(place.value() instanceof JsonObject, place, "an object")) {
            if (REFERABLE.contains(type) && place.members().containsKey("$ref")) {
                checkReference(place, type);
            } else if (type.equals("Callback")) {
                checkNamed(place, "PathItem");
            } else {
                checkMembers(place, type);
            }
        }
    }

    /** What stands beside a {@code $ref} would be ignored without a word. */
    private void checkReference(Place place, String type) {
        checkMembers(place, "Reference");
        references
                .resolve(place)
                .filter(target -> target.text("$ref").isEmpty())
                .ifPresent(target -> check(target, type));
    }

    private void checkMembers(Place place, String type) {
        Map<String, KnownMembers.Member> members = known.of(type).orElseThrow();
        Set<String> meant = new HashSet<>();
        place.members().forEach((key, value) -> {
            KnownMembers.Member member = members.get(key);
            if (member != null) {
                check(value, member.type());
            } else if (!isExtension(value, key, type)) {
                NearestWord.of(key, members.keySet()).ifPresent(meant::add);
                mistakes.addUnknown(value.location(), "member", key, members.keySet());
            }
        });
        members.forEach((key, member) -> {
            if (member.required() && !place.members().containsKey(key) && !meant.contains(key)) {
                mistakes.add(place.location(key), key + ": missing (expected: " + words(member.type()) + ")");
            }
        });
    }

    private void checkNamed(Place place, String type) {
        if (expect(place.value() instanceof JsonObject, place, "an object")) {
            boolean extensible = type.equals("PathItem");
            place.members().forEach((key, value) -> {
                if (!extensible || !isExtension(value, key, "Paths")) {
                    check(value, type);
                }
            });
        }
    }

    private void checkResponses(Place place) {
        if (expect(place.value() instanceof JsonObject, place, "an object")) {
            place.members().forEach((key, value) -> {
                if (STATUS.matcher(key).matches()) {
                    check(value, "Response");
                } else if (!isExtension(value, key, "Responses")) {
                    mistakes.add(value.location(), "status", key, "three digits, a range such as 4XX, or default");
                }
            });
        }
    }

    /** Extensions of others are theirs; ours stands at operations, and is not misspelt. */
    private boolean isExtension(Place value, String key, String type) {
        if (key.equals(EXTENSION)) {
            if (!type.equals("Operation")) {
                mistakes.add(value.location(), "x-verge: stands at the wrong place (expected: inside an operation)");
            }
            return true;
        }
        if (resemblesOurs(key)) {
            mistakes.addUnknown(value.location(), "member", key, List.of(EXTENSION));
            return true;
        }
        return key.startsWith("x-");
    }

    private static boolean resemblesOurs(String key) {
        String letters = key.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        return letters.startsWith("xv")
                && letters.contains("g")
                && NearestWord.of(letters, List.of("xverge")).isPresent();
    }

    private boolean expect(boolean condition, Place place, String expected) {
        if (!condition) {
            String name = place.pointer().isEmpty() ? "the file" : place.key();
            mistakes.add(place.location(), name, place.words(), expected);
        }
        return condition;
    }

    private static String words(String type) {
        return type.equals("text") ? "text" : "an object";
    }
}
