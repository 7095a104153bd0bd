package dev.verge.contract.schema;

import dev.verge.contract.document.Place;
import dev.verge.contract.schema.evaluation.Node;
import dev.verge.source.Mistakes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds schemas that come back to themselves at the same value: checking one would never end. */
final class Cycles {
    private final Function<Node, Place> places;
    private final Mistakes mistakes;
    private final Map<Node, Boolean> known = new HashMap<>();

    Cycles(Function<Node, Place> places, Mistakes mistakes) {
        this.places = places;
        this.mistakes = mistakes;
    }

    /** Whether a schema or one below it is endless; where a cycle closes is added to the mistakes, once. */
    boolean areReachedFrom(Node node) {
        return areReachedFrom(node, new HashSet<>());
    }

    private boolean areReachedFrom(Node node, Set<Node> seen) {
        boolean reached = isEndless(node, new HashSet<>());
        if (seen.add(node)) {
            for (Node child : node.children()) {
                reached |= areReachedFrom(child, seen);
            }
        }
        return reached;
    }

    private boolean isEndless(Node node, Set<Node> open) {
        Boolean before = known.get(node);
        if (before != null) {
            return before;
        }
        if (!open.add(node)) {
            mistakes.add(places.apply(node).location(), "the schema refers to itself without end, at the same value");
            return true;
        }
        boolean endless = false;
        for (Node child : node.inPlace()) {
            endless |= isEndless(child, open);
        }
        open.remove(node);
        known.put(node, endless);
        return endless;
    }
}
