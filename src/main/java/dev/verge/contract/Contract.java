package dev.verge.contract;

import java.util.List;

/**
 * The contract of an API.
 *
 * @param operations its operations, in the order of the document
 * @param complete whether these are all the operations that stand there, and what each names is known; false only with
 *     a mistake
 */
public record Contract(List<Operation> operations, boolean complete) {

    /** Takes a copy. */
    public Contract {
        operations = List.copyOf(operations);
    }
}
