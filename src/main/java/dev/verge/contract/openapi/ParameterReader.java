package dev.verge.contract.openapi;

import dev.verge.contract.Parameter;
import dev.verge.contract.Parameter.In;
import dev.verge.contract.PathTemplate;
import dev.verge.contract.document.Place;
import dev.verge.contract.document.References;
import dev.verge.contract.schema.Schemas;
import dev.verge.source.Mistakes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters of operations, together with those of their paths. */
final class ParameterReader {
    /** OpenAPI has these described elsewhere and says to ignore parameters of these names. */
    private static final Set<String> IGNORED_HEADERS = Set.of("accept", "content-type", "authorization");

    /** What the names mean in SQL. */
    private static final Map<String, String> RESERVED = Map.of("body", "the request body", "caller", "who calls");

    /** Stands among the names for a parameter that has none, so that no other mistake is made of it. */
    private static final String UNREADABLE = "";

    private final References references;
    private final Mistakes mistakes;
    private final ParameterValueReader values;

    ParameterReader(References references, Schemas schemas, Mistakes mistakes) {
        this.references = references;
        this.mistakes = mistakes;
        this.values = new ParameterValueReader(schemas, mistakes);
    }

    List<Parameter> read(PathTemplate path, Place item, Place operation) {
        Map<String, Place> places = places(item);
        places.putAll(places(operation));
        Place unreadable = places.remove(UNREADABLE);
        refuseSameNameInSql(places);
        List<Parameter> parameters = new ArrayList<>();
        if (unreadable == null) {
            undeclared(path, places).forEach(name -> {
                refuseUndeclared(name, operation);
                parameters.add(parameter(name, In.PATH, true, operation, values.unreadable()));
            });
        }
        refuseUnused(path, places);
        places.values().forEach(place -> parameters.add(parameter(place)));
        if (unreadable != null) {
            parameters.add(parameter(UNREADABLE, In.QUERY, false, unreadable, values.unreadable()));
        }
        return parameters;
    }

    /** The parameters of a path or an operation by place and name, references followed. */
    private Map<String, Place> places(Place holder) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (Place element : holder.member("parameters").map(Place::elements).orElse(List.of())) {
            Optional<Place> resolved = references.resolve(element);
            Optional<In> in = resolved.flatMap(this::in);
            Optional<String> name = resolved.flatMap(parameter -> parameter.text("name"));
            if (in.isEmpty() || name.isEmpty()) {
                places.put(UNREADABLE, element);
                continue;
            }
            if (isIgnored(in.get(), name.get())) {
                continue;
            }
            boolean header = in.get() == In.HEADER;
            String key = in.get() + " " + (header ? name.get().toLowerCase(Locale.ROOT) : name.get());
            if (places.putIfAbsent(key, resolved.get()) != null) {
                String where = in.get().name().toLowerCase(Locale.ROOT);
                mistakes.add(element.location(), "parameter", name.get(), "each name once in " + where);
            }
        }
        return places;
    }

    private Optional<In> in(Place parameter) {
        return parameter.text("in").flatMap(text -> switch (text) {
            case "path" -> Optional.of(In.PATH);
            case "query" -> Optional.of(In.QUERY);
            case "header" -> Optional.of(In.HEADER);
            case "cookie" -> Optional.of(In.COOKIE);
            default -> {
                mistakes.add(parameter.location("in"), "in", text, "path, query, header or cookie");
                yield Optional.empty();
            }
        });
    }

    private static boolean isIgnored(In in, String name) {
        return in == In.HEADER && IGNORED_HEADERS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** SQL knows parameters by name alone, and writes every character that is not a word's as an underscore. */
    private void refuseSameNameInSql(Map<String, Place> places) {
        Map<String, String> names = new HashMap<>();
        places.forEach((key, parameter) -> {
            String name = parameter.text("name").orElse("");
            String sql = name.replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(Locale.ROOT);
            String first = names.putIfAbsent(sql, name);
            if (first != null) {
                mistakes.add(
                        parameter.location("name"), "name", name, "a name that is not that of " + first + " in SQL");
            }
            if (RESERVED.containsKey(sql)) {
                mistakes.add(
                        parameter.location("name"), "name", name, "another name; in SQL it is " + RESERVED.get(sql));
            }
            if (name.isEmpty()) {
                mistakes.add(parameter.location("name"), "name", "''", "a name");
            }
        });
    }

    private static List<String> undeclared(PathTemplate path, Map<String, Place> places) {
        return path.parameters().stream()
                .filter(name -> !places.containsKey(In.PATH + " " + name))
                .toList();
    }

    private void refuseUndeclared(String name, Place operation) {
        mistakes.add(
                operation.location(),
                "{" + name + "}: not declared (expected: a parameter named " + name + " with in: path)");
    }

    private void refuseUnused(PathTemplate path, Map<String, Place> places) {
        places.forEach((key, parameter) -> {
            String name = parameter.text("name").orElse("");
            if (key.startsWith(In.PATH.name()) && !path.parameters().contains(name)) {
                mistakes.add(
                        parameter.location("name"), "name", name, "a {" + name + "} in the path " + path.template());
            }
        });
    }

    private Parameter parameter(Place place) {
        In in = in(place).orElseThrow();
        boolean required = place.flag("required").orElse(false);
        if (in == In.PATH && !required) {
            mistakes.add(place.location("required"), "required", required, "true for a path parameter");
        }
        String name = place.text("name").orElse("");
        return parameter(name, in, required || in == In.PATH, place, values.read(place, in));
    }

    private static Parameter parameter(
            String name, In in, boolean required, Place place, ParameterValueReader.Value value) {
        return new Parameter(
                name,
                in,
                required,
                value.style(),
                value.explode(),
                in == In.QUERY && place.flag("allowEmptyValue").orElse(false),
                value.contentType(),
                value.schema(),
                place.location());
    }
}
