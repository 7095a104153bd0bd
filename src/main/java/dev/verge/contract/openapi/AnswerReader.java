package dev.verge.contract.openapi;

import dev.verge.contract.Answer;
import dev.verge.contract.Answer.Shape;
import dev.verge.contract.MediaType;
import dev.verge.contract.document.Place;
import dev.verge.contract.document.References;
import dev.verge.contract.schema.Schema;
import dev.verge.contract.schema.SchemaShape;
import dev.verge.contract.schema.Schemas;
import dev.verge.source.Mistakes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the one successful answer of an operation. */
final class AnswerReader {
    private static final Set<String> WITHOUT_CONTENT = Set.of("204", "205");

    private final References references;
    private final Schemas schemas;
    private final Mistakes mistakes;

    AnswerReader(References references, Schemas schemas, Mistakes mistakes) {
        this.references = references;
        this.schemas = schemas;
        this.mistakes = mistakes;
    }

    Optional<Answer> read(Place operation) {
        Map<String, Place> responses =
                operation.member("responses").map(Place::members).orElse(Map.of());
        List<String> successes =
                responses.keySet().stream().filter(key -> key.startsWith("2")).toList();
        if (operation.member("responses").filter(place -> !place.isObject()).isPresent()) {
            return Optional.empty();
        }
        if (successes.size() != 1) {
            String found = successes.isEmpty() ? "no 2xx answer" : String.join(", ", successes);
            mistakes.add(
                    operation.location("responses"), "responses", found, "exactly one 2xx, the status that is sent");
            return Optional.empty();
        }
        String status = successes.get(0);
        Optional<Place> response = Optional.ofNullable(responses.get(status));
        if (status.equals("2XX")) {
            mistakes.add(
                    response.get().location(), "status", status, "one status, such as 200; a range cannot be sent");
            return Optional.empty();
        }
        return status.matches("2[0-9][0-9]")
                ? response.flatMap(references::resolve).flatMap(resolved -> answer(status, resolved))
                : Optional.empty();
    }

    private Optional<Answer> answer(String status, Place response) {
        int code = Integer.parseInt(status);
        Map<String, Place> content =
                response.member("content").map(Place::members).orElse(Map.of());
        if (content.isEmpty()) {
            return Optional.of(new Answer(code, Shape.NONE, null, null, response.location()));
        }
        if (WITHOUT_CONTENT.contains(status)) {
            mistakes.add(response.location("content"), "content", status + " has content", "none with this status");
            return Optional.empty();
        }
        return mediaType(response, content)
                .flatMap(mediaType -> schema(mediaType).flatMap(schema -> shape(mediaType, schema)
                        .map(shape -> new Answer(
                                code, shape, MediaType.of(mediaType.key()).name(), schema, response.location()))));
    }

    private Optional<Place> mediaType(Place response, Map<String, Place> content) {
        List<Place> json = content.values().stream()
                .filter(mediaType -> MediaType.of(mediaType.key()).isJson())
                .toList();
        if (json.size() != 1) {
            mistakes.add(
                    response.location("content"),
                    "content",
                    String.join(", ", content.keySet()),
                    "exactly one JSON media type, application/json or another +json");
            return Optional.empty();
        }
        return Optional.of(json.get(0));
    }

    private Optional<Schema> schema(Place mediaType) {
        if (mediaType.isObject() && mediaType.member("schema").isEmpty()) {
            mistakes.add(mediaType.location(), "schema: missing (expected: one of type array or object)");
        }
        return mediaType.member("schema").flatMap(schemas::at);
    }

    /** A schema that says no type but describes elements or properties means that type. */
    private Optional<Shape> shape(Place mediaType, Schema schema) {
        SchemaShape shape = schema.shape();
        boolean untyped = shape.types().isEmpty();
        boolean described = !shape.properties().isEmpty() || !shape.required().isEmpty();
        if (shape.types().equals(Set.of("array")) || (untyped && !described && shape.items() != null)) {
            return Optional.of(Shape.ROWS);
        }
        if (shape.types().equals(Set.of("object")) || (untyped && described && shape.items() == null)) {
            return Optional.of(Shape.ROW);
        }
        String types = untyped
                ? "any"
                : String.join(", ", shape.types().stream().sorted().toList());
        mistakes.add(
                mediaType.location("schema"), "type", types, "array for all rows, or object for exactly one, alone");
        return Optional.empty();
    }
}
