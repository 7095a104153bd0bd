package dev.verge.auth;

import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What this API says of itself to clients that look for a token (RFC 9728, section 2). Nothing of a request is in it. */
public final class ResourceMetadata {
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private ResourceMetadata() {}

    /** The path that the metadata of a resource is served at: the well-known one before the resource's own (section 3). */
    public static String path(String resource) {
        String path = URI.create(resource).getRawPath();
        return WELL_KNOWN + (path.equals("/") ? "" : path);
    }

    static String url(String resource) {
        URI uri = URI.create(resource);
        return uri.getScheme() + "://" + uri.getRawAuthority() + path(resource);
    }

    /** The document. */
    public static JsonObject document(
            String resource, IdentitySettings settings, String title, Collection<String> scopes) {
        var servers = new JsonArray();
        settings.issuers().stream()
                .map(IssuerSettings::issuers)
                .flatMap(List::stream)
                .forEach(servers::add);
        var document = new JsonObject()
                .put("resource", resource)
                .put("authorization_servers", servers)
                .put("bearer_methods_supported", new JsonArray().add("header"))
                .put("resource_name", title);
        return scopes.isEmpty()
                ? document
                : document.put("scopes_supported", new JsonArray(List.copyOf(new TreeSet<>(scopes))));
    }
}
