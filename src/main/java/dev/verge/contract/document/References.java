package dev.verge.contract.document;

import dev.verge.source.Mistakes;
import java.util.HashSet;
import java.util.Optional;

/** Follows the references between OpenAPI objects; those between schemas belong to {@code contract.schema}. */
public final class References {
    private final Documents documents;
    private final Mistakes mistakes;

    /** Follows references between these documents. */
    public References(Documents documents, Mistakes mistakes) {
        this.documents = documents;
        this.mistakes = mistakes;
    }

    /**
     * The object that stands in the end at a place which may hold a reference. A reference to nothing or back to itself
     * is a mistake, and the result is empty.
     */
    public Optional<Place> resolve(Place place) {
        var seen = new HashSet<String>();
        Optional<Place> current = Optional.of(place);
        while (current.isPresent() && current.get().text("$ref").isPresent()) {
            Place from = current.get();
            String text = from.text("$ref").orElse("");
            if (!seen.add(from.address())) {
                mistakes.add(from.location("$ref"), "$ref", text, "an object; this reference leads back to itself");
                return Optional.empty();
            }
            current = follow(from, text);
        }
        return current;
    }

    private Optional<Place> follow(Place from, String text) {
        Optional<ReferenceTarget> target = documents.target(from, text);
        Optional<Place> file = target.flatMap(named -> documents.file(named.name()));
        if (target.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        Optional<Place> found = file.get().find(target.get().fragment());
        if (found.isEmpty()) {
            String where = documents.display(target.get().name());
            mistakes.add(from.location("$ref"), "$ref", text, "a JSON pointer to something in " + where);
        }
        return found;
    }
}
