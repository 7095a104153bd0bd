package dev.verge.contract;

import dev.verge.contract.schema.Schema;
import dev.verge.source.Location;
import org.jspecify.annotations.Nullable;

/**
 * One parameter (OpenAPI 3.1, Parameter Object).
 *
 * @param name its name; header names compare without case; empty for one whose name cannot be read, which is a mistake
 * @param in where it stands in a request
 * @param required whether it must be there; always true in a path
 * @param style how it is written; meaningless when {@code contentType} is set
 * @param explode whether lists and objects are spread
 * @param allowEmptyValue whether an empty query value means that the parameter is not used
 * @param contentType the media type of a {@code content} parameter; null for a {@code schema} parameter
 * @param schema what its value must be
 * @param location where it stands in the contract
 */
public record Parameter(
        String name,
        In in,
        boolean required,
        Style style,
        boolean explode,
        boolean allowEmptyValue,
        @Nullable String contentType,
        Schema schema,
        Location location) {

    /** Where a parameter stands in a request. */
    public enum In {
        PATH,
        QUERY,
        HEADER,
        COOKIE
    }

    /** How a value is written (OpenAPI 3.1, "Style Values"). */
    public enum Style {
        MATRIX,
        LABEL,
        SIMPLE,
        FORM,
        SPACE_DELIMITED,
        PIPE_DELIMITED,
        DEEP_OBJECT
    }
}
