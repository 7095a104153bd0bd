package dev.verge.contract.openapi;

import dev.verge.contract.Security;
import dev.verge.contract.Security.Requirement;
import dev.verge.contract.document.Place;
import dev.verge.contract.document.References;
import dev.verge.source.Mistakes;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads who may call an operation (OpenAPI 3.1, Security Requirement Object and Security Scheme Object). */
final class SecurityReader {
    private final Place root;
    private final Mistakes mistakes;
    private final Map<String, Place> schemes = new LinkedHashMap<>();

    SecurityReader(Place root, References references, Mistakes mistakes) {
        this.root = root;
        this.mistakes = mistakes;
        root.member("components")
                .flatMap(components -> components.member("securitySchemes"))
                .map(Place::members)
                .orElse(Map.of())
                .forEach((name, scheme) ->
                        schemes.put(name, references.resolve(scheme).orElse(scheme)));
    }

    /** Who may call; empty, and a mistake, when it cannot be told. */
    Optional<Security> read(Place operation) {
        Place holder = operation.members().containsKey("security") ? operation : root;
        Optional<Place> security = holder.member("security");
        if (operation.misspells("security") || root.misspells("security")) {
            return Optional.empty();
        }
        if (!holder.members().containsKey("security")) {
            mistakes.add(
                    operation.location(),
                    "security: missing (expected: security at the operation or the document; security: [] is public)");
            return Optional.empty();
        }
        List<Requirement> alternatives = new ArrayList<>();
        boolean complete =
                security.filter(place -> place.value() instanceof JsonArray).isPresent();
        for (Place alternative : security.map(Place::elements).orElse(List.of())) {
            Optional<Requirement> requirement = requirement(alternative);
            requirement.ifPresent(alternatives::add);
            complete &= requirement.isPresent();
        }
        return complete ? Optional.of(new Security(alternatives)) : Optional.empty();
    }

    private Optional<Requirement> requirement(Place alternative) {
        if (!alternative.isObject()) {
            return Optional.empty();
        }
        if (alternative.members().isEmpty()) {
            mistakes.add(
                    alternative.location(),
                    "security",
                    "{} makes authentication optional",
                    "a scheme in every alternative; security: [] for a public operation");
            return Optional.empty();
        }
        List<String> roles = new ArrayList<>();
        List<String> scopes = new ArrayList<>();
        boolean complete = true;
        for (var entry : alternative.members().entrySet()) {
            complete &= addNames(entry.getKey(), entry.getValue(), roles, scopes);
        }
        return complete ? Optional.of(new Requirement(roles, scopes)) : Optional.empty();
    }

    private boolean addNames(String scheme, Place names, List<String> roles, List<String> scopes) {
        Place declared = schemes.get(scheme);
        if (declared == null) {
            mistakes.addUnknown(names.location(), "security scheme", scheme, new TreeSet<>(schemes.keySet()));
            return false;
        }
        if (declared.text("$ref").isPresent()
                || List.of("type", "scheme", "flows").stream().anyMatch(declared::misspells)) {
            return false;
        }
        String type = declared.text("type").orElse("");
        boolean bearer =
                type.equals("http") && declared.text("scheme").orElse("").equalsIgnoreCase("bearer");
        boolean oauth2 = type.equals("oauth2");
        if (!bearer && !oauth2 && !type.equals("openIdConnect")) {
            String kind =
                    type.equals("http") ? "http " + declared.text("scheme").orElse("") : type;
            mistakes.add(
                    declared.location(),
                    "security scheme",
                    scheme + " of type " + kind,
                    "http with scheme bearer, oauth2 or openIdConnect");
            return false;
        }
        if (oauth2 && declared.member("flows").isEmpty()) {
            mistakes.add(
                    declared.location("flows"), "flows: missing (expected: the flows of oauth2 with their scopes)");
            return false;
        }
        return addAll(names, bearer ? roles : scopes, oauth2 ? declaredScopes(declared) : Optional.empty());
    }

    private boolean addAll(Place names, List<String> target, Optional<Set<String>> known) {
        boolean complete = names.value() instanceof JsonArray;
        for (Place element : names.elements()) {
            if (!(element.value() instanceof String name)) {
                complete = false;
            } else if (name.isBlank()) {
                mistakes.add(element.location(), "security", "''", "the name of a role or scope");
                complete = false;
            } else if (known.isPresent() && !known.get().contains(name)) {
                mistakes.addUnknown(element.location(), "scope", name, known.get());
                complete = false;
            } else {
                target.add(name);
            }
        }
        return complete;
    }

    private static Optional<Set<String>> declaredScopes(Place scheme) {
        var scopes = new TreeSet<String>();
        scheme.member("flows").map(Place::members).orElse(Map.of()).values().forEach(flow -> flow.member("scopes")
                .ifPresent(declared -> scopes.addAll(declared.members().keySet())));
        return Optional.of(scopes);
    }
}
