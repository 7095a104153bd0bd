package dev.verge.auth;

import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What this API says of itself to clients that look for a token (RFC 9728, sections 2 and 3). Nothing of a request is in it.
 *
 * @param path the path that it is served at: the well-known one before the resource's own
 * @param document the document
 */
public record ResourceMetadata(String path, JsonObject document) {
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    /**
     * The metadata of a resource.
     *
     * @param resource its identifier, the public URL of this API
     * @param scopes every scope that some operation asks for
     */
    public static ResourceMetadata of(String resource, IdentitySettings settings, Collection<String> scopes) {
        var servers = new JsonArray();
        settings.issuers().stream()
                .map(IssuerSettings::issuers)
                .flatMap(List::stream)
                .forEach(servers::add);
        var document = new JsonObject()
                .put("resource", resource)
                .put("authorization_servers", servers)
                .put("bearer_methods_supported", new JsonArray().add("header"));
        if (!scopes.isEmpty()) {
            document.put("scopes_supported", new JsonArray(List.copyOf(new TreeSet<>(scopes))));
        }
        return new ResourceMetadata(path(resource), document);
    }

    /** Where the metadata of a resource is to be found. */
    static String url(String resource) {
        URI uri = URI.create(resource);
        return uri.getScheme() + "://" + uri.getRawAuthority() + path(resource);
    }

    private static String path(String resource) {
        String path = URI.create(resource).getRawPath();
        return WELL_KNOWN + (path.equals("/") ? "" : path);
    }
}
