package dev.verge.contract.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** The members or elements of one value that some keyword has looked at, for the {@code unevaluated} keywords. */
final class Evaluated {
    private final Set<String> members = new HashSet<>();
    private final BitSet elements = new BitSet();

    void add(String member) {
        members.add(member);
    }

    void add(int element) {
        elements.set(element);
    }

    void addAll(JsonObject object) {
        members.addAll(object.fieldNames());
    }

    void addAll(JsonArray array) {
        elements.set(0, array.size());
    }

    void addAll(Evaluated other) {
        members.addAll(other.members);
        elements.or(other.elements);
    }

    /** How many it remembers. */
    int size() {
        return members.size() + elements.cardinality();
    }

    boolean contains(String member) {
        return members.contains(member);
    }

    boolean contains(int element) {
        return elements.get(element);
    }
}
