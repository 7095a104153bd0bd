package dev.verge.http;

import dev.verge.endpoint.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every path of a contract with its endpoints. */
final class Routes {
    private final RouteTree<Resource> tree = new RouteTree<>();
    private final TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));

    private Routes() {}

    static Routes of(List<Endpoint> endpoints) {
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

    RouteTree.@Nullable Match<Resource> find(List<PathSegment> path) {
        return tree.find(path);
    }

    /** The methods that some path allows, as {@code Allow} lists them. */
    String allowAnywhere() {
        return String.join(", ", methods);
    }

    /** What one path serves. */
    static final class Resource {
        private final Map<String, Endpoint> endpoints = new HashMap<>();
        private String allow = "OPTIONS";

        /** The endpoint of a method; HEAD is served by GET's (RFC 9110, section 9.3.2). */
        @Nullable
        Endpoint endpoint(String method) {
            var endpoint = endpoints.get(method);
            return endpoint == null && method.equals("HEAD") ? endpoints.get("GET") : endpoint;
        }

        String allow() {
            return allow;
        }

        private Set<String> methods() {
            var methods = new TreeSet<>(endpoints.keySet());
            methods.add("OPTIONS");
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            return methods;
        }
    }
}
