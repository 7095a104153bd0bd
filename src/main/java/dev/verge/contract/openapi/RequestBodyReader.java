package dev.verge.contract.openapi;

import dev.verge.contract.MediaType;
import dev.verge.contract.RequestBody;
import dev.verge.contract.document.Place;
import dev.verge.contract.document.References;
import dev.verge.contract.schema.Schema;
import dev.verge.contract.schema.Schemas;
import dev.verge.source.Mistakes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads Request Body Objects. */
final class RequestBodyReader {
    private static final String READABLE =
            "application/json, another +json, text/plain, another text/ or application/x-www-form-urlencoded";

    private final References references;
    private final Schemas schemas;
    private final Mistakes mistakes;

    RequestBodyReader(References references, Schemas schemas, Mistakes mistakes) {
        this.references = references;
        this.schemas = schemas;
        this.mistakes = mistakes;
    }

    Optional<RequestBody> read(String method, Place operation) {
        Optional<Place> declared = operation.member("requestBody");
        if (declared.isPresent() && method.equals("GET")) {
            mistakes.add(
                    operation.location("requestBody"),
                    "requestBody: cannot stand at get (expected: none; HTTP gives the body of a GET no meaning)");
            return Optional.empty();
        }
        return declared.map(place -> references
                .resolve(place)
                .filter(body -> body.member("content").filter(Place::isObject).isPresent())
                .map(body -> new RequestBody(body.flag("required").orElse(false), content(body), body.location()))
                .orElse(new RequestBody(false, Map.of(), place.location())));
    }

    private Map<String, Schema> content(Place body) {
        Map<String, Place> declared = body.member("content").map(Place::members).orElse(Map.of());
        if (declared.isEmpty()) {
            mistakes.add(body.location("content"), "content", "none", READABLE);
        }
        Map<String, Schema> content = new LinkedHashMap<>();
        declared.forEach((key, mediaType) -> {
            MediaType type = MediaType.of(key);
            if (!type.isReadable()) {
                mistakes.add(mediaType.location(), "media type", key, READABLE);
            } else if (content.containsKey(type.name())) {
                mistakes.add(mediaType.location(), "media type", key, "each media type once, whatever its parameters");
            } else {
                schema(mediaType).ifPresent(schema -> content.put(type.name(), schema));
                mediaType.member("encoding").filter(encoding -> type.isForm()).ifPresent(this::refuseOtherEncodings);
            }
        });
        return Collections.unmodifiableMap(content);
    }

    /** Forms are read in one way, the one that OpenAPI has for those that say nothing about it. */
    private void refuseOtherEncodings(Place encoding) {
        encoding.members().values().forEach(property -> {
            property.text("style")
                    .filter(style -> !style.equals("form"))
                    .ifPresent(style -> mistakes.add(property.location("style"), "style", style, "form"));
            property.flag("explode")
                    .filter(explode -> !explode)
                    .ifPresent(explode -> mistakes.add(
                            property.location("explode"), "explode", explode, "true; lists are read by repetition"));
        });
    }

    private Optional<Schema> schema(Place mediaType) {
        if (mediaType.isObject() && mediaType.member("schema").isEmpty()) {
            mistakes.add(mediaType.location(), "schema: missing (expected: what the body must be)");
        }
        return mediaType.member("schema").flatMap(schemas::at);
    }
}
