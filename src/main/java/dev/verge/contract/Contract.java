package dev.verge.contract;

import java.util.List;

/**
 * The contract of an API.
 *
 * @param operations its operations, in the order of the document
 */
public record Contract(List<Operation> operations) {

    /** Takes a copy. */
    public Contract {
        operations = List.copyOf(operations);
    }
}
