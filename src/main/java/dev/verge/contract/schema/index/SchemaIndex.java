package dev.verge.contract.schema.index;

import dev.verge.contract.document.Place;
import dev.verge.contract.schema.dialect.Dialect;
import dev.verge.contract.schema.dialect.KeywordKind;
import dev.verge.source.SourceDocument;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Knows which schema every URI of a contract means: {@code $id}, {@code $anchor}, files and pointers. */
public final class SchemaIndex {
    private static final Set<String> ANCHORS = Set.of("$anchor", "$dynamicAnchor");

    private final Dialect dialect;
    private final Map<String, Resource> resources = new HashMap<>();
    private final Map<String, Resource> owners = new HashMap<>();
    private final Map<String, List<Place>> dynamicAnchors = new HashMap<>();

    /** Learns the identifiers of documents, by their names. */
    public SchemaIndex(Map<String, SourceDocument> documents, Dialect dialect) {
        this.dialect = dialect;
        List<Resource> whole = new ArrayList<>();
        documents.forEach((name, document) -> whole.add(new Resource(SchemaUris.of(name), Place.of(document, name))));
        whole.forEach(resource -> resources.put(resource.uri(), resource));
        whole.forEach(this::learnDocument);
    }

    /** An OpenAPI document holds its shared schemas at a known place; any other is taken for a schema. */
    private void learnDocument(Resource resource) {
        Place root = resource.root();
        if (root.member("openapi").isPresent()) {
            owners.put(root.address(), resource);
            root.find("/components/schemas").ifPresent(schemas -> learnMembers(schemas, resource));
        } else {
            learn(root, resource);
        }
    }

    /** Learns the identifiers of a schema at a place that no other schema led to, and of those inside it. */
    public void learn(Place place) {
        learn(place, owner(place));
    }

    private void learn(Place place, Resource enclosing) {
        if (owners.containsKey(place.address())) {
            return;
        }
        Resource resource = place.value() instanceof JsonObject object ? identify(place, object, enclosing) : enclosing;
        owners.put(place.address(), resource);
        place.members().forEach((keyword, operand) -> learnOperand(keyword, operand, resource));
    }

    private Resource identify(Place place, JsonObject object, Resource enclosing) {
        Resource resource = enclosing;
        if (object.getValue("$id") instanceof String id) {
            String uri = SchemaUris.withoutFragment(SchemaUris.resolve(enclosing.uri(), id));
            resource = uri.equals(enclosing.uri()) ? enclosing : new Resource(uri, place);
            resources.putIfAbsent(uri, resource);
        }
        for (String keyword : ANCHORS) {
            if (object.getValue(keyword) instanceof String anchor) {
                resource.name(anchor, place);
            }
        }
        if (object.getValue("$dynamicAnchor") instanceof String anchor) {
            dynamicAnchors.computeIfAbsent(anchor, name -> new ArrayList<>()).add(place);
        }
        return resource;
    }

    private void learnOperand(String keyword, Place operand, Resource resource) {
        KeywordKind kind = KeywordKind.of(keyword, dialect);
        if (kind == KeywordKind.SCHEMA) {
            learn(operand, resource);
        } else if (kind == KeywordKind.SCHEMA_MAP) {
            learnMembers(operand, resource);
        } else if (kind == KeywordKind.SCHEMA_LIST) {
            operand.elements().forEach(element -> learn(element, resource));
        }
    }

    private void learnMembers(Place place, Resource resource) {
        place.members().values().forEach(member -> learn(member, resource));
    }

    /** The resource that a place belongs to, which gives its references their base. */
    public Resource owner(Place place) {
        String address = place.address();
        int root = place.name().length() + 1;
        while (address.length() > root && !owners.containsKey(address)) {
            address = address.substring(0, address.lastIndexOf('/'));
        }
        return Objects.requireNonNull(owners.get(address), "owner");
    }

    /** The place that a reference means, if there is one. */
    public Optional<Place> find(Resource base, String reference) {
        String uri = SchemaUris.resolve(base.uri(), reference);
        return Optional.ofNullable(resources.get(SchemaUris.withoutFragment(uri)))
                .flatMap(resource -> resource.find(SchemaUris.fragment(uri)));
    }

    /** Every place with this {@code $dynamicAnchor}. */
    public List<Place> dynamicAnchors(String name) {
        return List.copyOf(dynamicAnchors.getOrDefault(name, List.of()));
    }
}
