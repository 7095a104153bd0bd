package dev.verge.contract;

import dev.verge.contract.schema.Schema;
import dev.verge.source.Location;
import org.jspecify.annotations.Nullable;

/**
 * The one successful answer of an operation.
 *
 * @param status the declared 2xx
 * @param shape how many rows it is made of
 * @param contentType the JSON media type it is sent as; null without content
 * @param schema what it promises; null without content
 * @param location where it stands in the contract
 */
public record Answer(
        int status,
        Shape shape,
        @Nullable String contentType,
        @Nullable Schema schema,
        Location location) {

    /** How the rows of a statement become an answer. */
    public enum Shape {
        /** Every row, as an array. */
        ROWS,
        /** Exactly one row, as an object; none is a 404. */
        ROW,
        /** No body. */
        NONE
    }
}
