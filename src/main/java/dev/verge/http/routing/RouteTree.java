package dev.verge.http.routing;

import dev.verge.contract.PathTemplate;
import dev.verge.contract.PathTemplate.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Paths as a tree of segments. A literal beats a parameter with text around it, that beats a plain parameter
 * (OpenAPI 3.1, "Path Templating Matching"); where the better branch leads nowhere the next one is tried.
 */
final class RouteTree<T> {
    private static final Comparator<Segment> MORE_TEXT_FIRST = Comparator.comparingInt((Segment segment) ->
                    segment.prefix().length() + segment.suffix().length())
            .reversed();

    private final Node<T> root = new Node<>();
    private int depth;

    /** A leaf with the values of the path's parameters, still percent-encoded. */
    record Match<T>(T value, Map<String, String> parameters) {}

    /** What stands at this template, made if nothing does. */
    T at(PathTemplate template, Supplier<T> absent) {
        var node = root;
        for (Segment segment : template.segments()) {
            node = node.child(segment);
        }
        depth = Math.max(depth, template.segments().size());
        if (node.value == null) {
            node.value = absent.get();
            node.template = template;
        }
        return node.value;
    }

    /** What is served at this path; null when nothing is. */
    @Nullable
    Match<T> find(List<PathSegment> path) {
        if (path.size() > depth) {
            return null;
        }
        var values = new String[path.size()];
        var leaf = root.find(path, 0, values);
        return leaf == null ? null : leaf.match(values);
    }

    private static final class Node<T> {
        private final Map<String, Node<T>> literals = new HashMap<>();
        private final List<Branch<T>> parameters = new ArrayList<>();
        private @Nullable PathTemplate template;
        private @Nullable T value;

        Node<T> child(Segment segment) {
            if (segment.parameter() == null) {
                return literals.computeIfAbsent(segment.prefix(), text -> new Node<>());
            }
            for (var branch : parameters) {
                if (branch.sameText(segment)) {
                    return branch.node;
                }
            }
            var branch = new Branch<T>(segment, new Node<>());
            parameters.add(branch);
            parameters.sort(Comparator.comparing(Branch::segment, MORE_TEXT_FIRST));
            return branch.node;
        }

        @Nullable
        Node<T> find(List<PathSegment> path, int index, String[] values) {
            if (index == path.size()) {
                return value == null ? null : this;
            }
            var segment = path.get(index);
            var literal = literals.get(segment.text());
            var found = literal == null ? null : literal.find(path, index + 1, values);
            for (int i = 0; found == null && i < parameters.size(); i++) {
                found = parameters.get(i).find(path, index, values);
            }
            return found;
        }

        Match<T> match(String[] values) {
            if (template == null || value == null) {
                throw new IllegalStateException("not a leaf");
            }
            var named = new HashMap<String, String>();
            for (int i = 0; i < values.length; i++) {
                var name = template.segments().get(i).parameter();
                if (name != null) {
                    named.put(name, values[i]);
                }
            }
            return new Match<>(value, named);
        }
    }

    private record Branch<T>(Segment segment, Node<T> node) {

        boolean sameText(Segment other) {
            return segment.prefix().equals(other.prefix()) && segment.suffix().equals(other.suffix());
        }

        @Nullable
        Node<T> find(List<PathSegment> path, int index, String[] values) {
            var raw = path.get(index).between(segment.prefix(), segment.suffix());
            if (raw == null) {
                return null;
            }
            var leaf = node.find(path, index + 1, values);
            if (leaf != null) {
                values[index] = raw;
            }
            return leaf;
        }
    }
}
