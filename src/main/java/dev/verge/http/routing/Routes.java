package dev.verge.http.routing;

import dev.verge.endpoint.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every path of a contract with its endpoints. */
public final class Routes {
    private final RouteTree<Resource> tree = new RouteTree<>();
    private final TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));

    private Routes() {}

    /**
     * Where a path leads.
     *
     * @param parameters the values of the path's parameters, still percent-encoded
     */
    public record Match(Resource resource, Map<String, String> parameters) {}

    /** Lays out the paths of these endpoints. */
    public static Routes of(List<Endpoint> endpoints) {
        var routes = new Routes();
        endpoints.forEach(routes::add);
        return routes;
    }

    private void add(Endpoint endpoint) {
        var resource = tree.at(endpoint.operation().path(), Resource::new);
        resource.endpoints.put(endpoint.operation().method(), endpoint);
        resource.allow = String.join(", ", resource.methods());
        methods.addAll(resource.methods());
    }

    /** What is served at an encoded path, null when nothing is; fails with {@code MALFORMED_REQUEST}. */
    public @Nullable Match find(String path) {
        var leaf = tree.find(PathSegment.split(path));
        return leaf == null ? null : new Match(leaf.value(), leaf.parameters());
    }

    /** The methods that some path allows, as {@code Allow} lists them. */
    public String allowAnywhere() {
        return String.join(", ", methods);
    }

    /** What one path serves. */
    public static final class Resource {
        private final Map<String, Endpoint> endpoints = new HashMap<>();
        private String allow = "OPTIONS";

        private Resource() {}

        /** The endpoint of a method, null when there is none; HEAD is served by GET's (RFC 9110, section 9.3.2). */
        public @Nullable Endpoint endpoint(String method) {
            var endpoint = endpoints.get(method);
            return endpoint == null && method.equals("HEAD") ? endpoints.get("GET") : endpoint;
        }

        /** The methods of this path, as {@code Allow} lists them. */
        public String allow() {
            return allow;
        }

        private Set<String> methods() {
            var allowed = new TreeSet<>(endpoints.keySet());
            allowed.add("OPTIONS");
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            return allowed;
        }
    }
}
