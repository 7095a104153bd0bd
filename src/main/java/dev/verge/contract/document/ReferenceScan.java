package dev.verge.contract.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the references of a file, so that all the files of a contract are read before anything is made of them. */
final class ReferenceScan {
    /** Members that hold data, in which {@code $ref} is a word like any other. */
    private static final Set<String> DATA = Set.of("example", "examples", "default", "enum", "const", "value");

    /** Members whose own members are named by the operator, so that {@code default} below them is a name. */
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "responses", "schemas", "examples");

    /**
     * A reference.
     *
     * @param place the object that holds {@code $ref}
     * @param text what it says
     * @param certain whether it is one that must lead to a file: not part of an example, and not below a schema with
     *     an {@code $id}, against which it would be resolved
     */
    record Found(Place place, String text, boolean certain) {}

    final List<Found> found = new ArrayList<>();
    final Set<String> identifiers = new HashSet<>();

    void scan(Place file) {
        scan(file, "", true);
    }

    private void scan(Place place, String parentKey, boolean certain) {
        boolean certainHere = certain && isCertain(place, parentKey);
        place.text("$ref").ifPresent(text -> found.add(new Found(place, text, certainHere)));
        place.text("$id").ifPresent(identifiers::add);
        place.members().values().forEach(member -> scan(member, place.key(), certainHere));
        place.elements().forEach(element -> scan(element, place.key(), certainHere));
    }

    private static boolean isCertain(Place place, String parentKey) {
        boolean data = (DATA.contains(place.key()) || place.key().startsWith("x-")) && !NAMED.contains(parentKey);
        return !data && place.text("$id").isEmpty();
    }
}
