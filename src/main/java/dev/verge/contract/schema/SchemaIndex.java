package dev.verge.contract.schema;

import dev.verge.source.SourceDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows which schema every URI of a contract means: {@code $id}, {@code $anchor}, files and pointers. */
final class SchemaIndex {
    private static final Set<String> ANCHORS = Set.of("$anchor", "$dynamicAnchor");

    private final Dialect dialect;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Resource> owners = new HashMap<>();
    private final Map<String, Set<Place>> dynamicAnchors = new HashMap<>();

    SchemaIndex(Map<String, SourceDocument> documents, Dialect dialect) {
        this.dialect = dialect;
        documents.forEach((name, document) -> {
            var resource = new Resource(uri(name), Place.of(document));
            resources.put(resource.uri(), resource);
        });
        List.copyOf(resources.values()).forEach(this::learnDocument);
    }

    /** The URI of a document: {@code conf:/} and its name, or the name when it is a URI. */
    static String uri(String name) {
        try {
            return name.matches("[a-z][a-z0-9+.-]+:.*") ? name : new URI("conf", null, "/" + name, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("name: " + name + " (expected: a relative path)", e);
        }
    }

    /** An OpenAPI document holds its shared schemas at a known place; any other is taken for a schema. */
    private void learnDocument(Resource resource) {
        Place root = resource.root();
        if (root.document().root().containsKey("openapi")) {
            owners.put(root.key(), resource);
            root.find("/components/schemas").ifPresent(schemas -> learnMap(schemas, resource));
        } else {
            learn(root, resource);
        }
    }

    /** Learns the identifiers of a schema and of those inside it. */
    void learn(Place place, Resource enclosing) {
        if (owners.containsKey(place.key()) && !place.pointer().isEmpty()) {
            return;
        }
        Resource resource = place.value() instanceof JsonObject object ? identify(place, object, enclosing) : enclosing;
        owners.put(place.key(), resource);
        if (place.value() instanceof JsonObject object) {
            object.fieldNames().forEach(keyword -> learnKeyword(place, keyword, resource));
        }
    }

    private Resource identify(Place place, JsonObject object, Resource enclosing) {
        Resource resource = enclosing;
        if (object.getValue("$id") instanceof String id) {
            String uri = withoutFragment(resolve(enclosing.uri(), id));
            resource = uri.equals(enclosing.uri()) ? enclosing : new Resource(uri, place);
            resources.putIfAbsent(uri, resource);
        }
        for (String keyword : ANCHORS) {
            if (object.getValue(keyword) instanceof String anchor) {
                resource.anchors().putIfAbsent(anchor, place);
            }
        }
        if (object.getValue("$dynamicAnchor") instanceof String anchor) {
            dynamicAnchors
                    .computeIfAbsent(anchor, name -> new LinkedHashSet<>())
                    .add(place);
        }
        return resource;
    }

    private void learnKeyword(Place place, String keyword, Resource resource) {
        KeywordKind kind = KeywordKind.of(keyword, dialect);
        if (kind == KeywordKind.SCHEMA) {
            learn(place.child(keyword), resource);
        } else if (kind == KeywordKind.SCHEMA_MAP) {
            learnMap(place.child(keyword), resource);
        } else if (kind == KeywordKind.SCHEMA_LIST && place.child(keyword).value() instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                learn(place.child(keyword).child(i), resource);
            }
        }
    }

    private void learnMap(Place place, Resource resource) {
        if (place.value() instanceof JsonObject map) {
            map.fieldNames().forEach(name -> learn(place.child(name), resource));
        }
    }

    /** The document of this name. */
    @Nullable
    Resource document(String name) {
        return resources.get(uri(name));
    }

    /** The resource that a place belongs to, which gives its references their base. */
    Resource owner(Place place) {
        String key = place.key();
        int end = place.document().file().length() + 1;
        while (key.length() > end && !owners.containsKey(key)) {
            key = key.substring(0, key.lastIndexOf('/'));
        }
        return java.util.Objects.requireNonNull(owners.get(key), "owner");
    }

    /** The place that a reference means, if there is one. */
    Optional<Place> find(Resource base, String reference) {
        String uri = resolve(base.uri(), reference);
        Resource resource = resources.get(withoutFragment(uri));
        if (resource == null) {
            return Optional.empty();
        }
        String fragment = fragment(uri);
        return fragment.isEmpty() || fragment.startsWith("/")
                ? resource.root().find(fragment)
                : Optional.ofNullable(resource.anchors().get(fragment));
    }

    /** Every place with this {@code $dynamicAnchor}. */
    Set<Place> dynamicAnchors(String name) {
        return dynamicAnchors.getOrDefault(name, Set.of());
    }

    /** The decoded fragment of a URI, empty without. */
    static String fragment(String uri) {
        int hash = uri.indexOf('#');
        try {
            return hash < 0
                    ? ""
                    : URLDecoder.decode(uri.substring(hash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return uri.substring(hash + 1);
        }
    }

    private static String withoutFragment(String uri) {
        int hash = uri.indexOf('#');
        return hash < 0 ? uri : uri.substring(0, hash);
    }

    /** Resolves a reference (RFC 3986, section 5); one that is no URI stays as it is and leads nowhere. */
    private static String resolve(String base, String reference) {
        if (reference.isEmpty() || reference.startsWith("#")) {
            return base + reference;
        }
        try {
            return new URI(base).resolve(new URI(reference)).normalize().toString();
        } catch (URISyntaxException e) {
            return reference;
        }
    }
}
