package dev.verge.endpoint.link;

import dev.verge.contract.Operation;
import dev.verge.contract.Parameter;
import dev.verge.contract.schema.Schema;
import dev.verge.contract.schema.SchemaShape;
import dev.verge.endpoint.plan.ValueSource;
import dev.verge.endpoint.plan.ValueSource.CallerAttribute;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.sql.SqlInput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds what the inputs of a statement mean in the operation that uses it. */
final class InputLinker {
    private final Operation operation;
    private final Mistakes mistakes;

    InputLinker(Operation operation, Mistakes mistakes) {
        this.operation = operation;
        this.mistakes = mistakes;
    }

    /** Where the value of an input comes from; empty with a mistake when it means nothing. */
    Optional<ValueSource> link(SqlInput input, Location location) {
        return switch (input.root()) {
            case "caller" -> caller(input, location);
            case "body" -> body(input, location);
            default -> parameter(input, location);
        };
    }

    private Optional<ValueSource> caller(SqlInput input, Location location) {
        List<String> names = Arrays.stream(CallerAttribute.values())
                .map(attribute -> attribute.name().toLowerCase(Locale.ROOT))
                .toList();
        String name = input.path().isEmpty() ? "" : input.path().get(0);
        boolean nested = input.path().size() > 1 && !name.equals("claims");
        if (!names.contains(name) || nested) {
            mistakes.addUnknown(
                    location,
                    "input",
                    input.toString(),
                    names.stream().map(":caller."::concat).toList());
            return Optional.empty();
        }
        if (operation.security().isPublic()) {
            mistakes.add(location, input + ": " + operation.operationId() + " is public and has no caller");
            return Optional.empty();
        }
        var attribute = CallerAttribute.valueOf(name.toUpperCase(Locale.ROOT));
        return Optional.of(new ValueSource.OfCaller(
                attribute, input.path().subList(1, input.path().size())));
    }

    private Optional<ValueSource> body(SqlInput input, Location location) {
        if (operation.body() == null) {
            mistakes.add(location, input + ": " + operation.operationId() + " has no requestBody");
            return Optional.empty();
        }
        for (Schema schema : operation.body().content().values()) {
            if (!reaches(schema.shape(), input, location)) {
                return Optional.empty();
            }
        }
        return Optional.of(new ValueSource.OfBody(input.path()));
    }

    private Optional<ValueSource> parameter(SqlInput input, Location location) {
        List<Parameter> named = operation.parameters().stream()
                .filter(parameter -> isNamed(parameter, input.root()))
                .toList();
        if (named.isEmpty()
                && operation.parameters().stream()
                        .anyMatch(parameter -> parameter.name().isEmpty())) {
            return Optional.empty();
        }
        if (named.isEmpty()) {
            mistakes.addUnknown(location, "input", input.toString(), known());
            return Optional.empty();
        }
        // Of several with one name in SQL the contract says so.
        if (named.size() > 1) {
            return Optional.empty();
        }
        Parameter parameter = named.get(0);
        return reaches(parameter.schema().shape(), input, location)
                ? Optional.of(new ValueSource.OfParameter(parameter, input.path()))
                : Optional.empty();
    }

    /** A name that is no SQL word is spelt with underscores; header names have no case (RFC 9110, section 5.1). */
    private static boolean isNamed(Parameter parameter, String word) {
        String name = word(parameter);
        return parameter.in() == Parameter.In.HEADER ? name.equalsIgnoreCase(word) : name.equals(word);
    }

    private static String word(Parameter parameter) {
        return parameter.name().replaceAll("[^A-Za-z0-9_]", "_");
    }

    private boolean reaches(SchemaShape shape, SqlInput input, Location location) {
        SchemaShape reached = shape;
        for (String name : input.path()) {
            boolean closed = !reached.open() && !reached.properties().isEmpty();
            if (closed && !reached.properties().containsKey(name)) {
                mistakes.addUnknown(location, "input", input.toString(), names(input, reached));
                return false;
            }
            if (!reached.types().isEmpty() && !reached.types().contains("object")) {
                String types = String.join(" or ", reached.types());
                mistakes.add(location, input + ": nothing has a property " + name + " in a value of type " + types);
                return false;
            }
            SchemaShape below = reached.property(name);
            if (below == null) {
                return true;
            }
            reached = below;
        }
        return true;
    }

    private static Set<String> names(SqlInput input, SchemaShape shape) {
        String prefix = ":" + input.root() + ".";
        var names = new TreeSet<String>();
        shape.properties().keySet().forEach(name -> names.add(prefix + name));
        return names;
    }

    private Set<String> known() {
        var known = new TreeSet<String>();
        operation.parameters().forEach(parameter -> known.add(":" + word(parameter)));
        if (operation.body() != null) {
            known.add(":body");
        }
        if (!operation.security().isPublic()) {
            Stream.of(CallerAttribute.values())
                    .forEach(
                            attribute -> known.add(":caller." + attribute.name().toLowerCase(Locale.ROOT)));
        }
        return known;
    }
}
