package dev.verge.contract.schema.evaluation;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** The members or elements of one value that some keyword has looked at, for the {@code unevaluated} keywords. */
public final class Evaluated {
    private final Set<String> members = new HashSet<>();
    private final BitSet elements = new BitSet();

    void add(String member) {
        members.add(member);
    }

    void add(int element) {
        elements.set(element);
    }

    void addAll(Evaluated other) {
        members.addAll(other.members);
        elements.or(other.elements);
    }

    /** How many it remembers. */
    int size() {
        return members.size() + elements.cardinality();
    }

    /** Whether it remembers a member. */
    public boolean contains(String member) {
        return members.contains(member);
    }

    /** Whether it remembers an element. */
    public boolean contains(int element) {
        return elements.get(element);
    }
}
