package dev.verge.database.statement;

import java.util.List;

/** The columns of a statement are others than those that the contract was linked with; linking anew may help. */
public final class SchemaChangedException extends RuntimeException {
    SchemaChangedException(List<String> found, List<String> expected) {
        super(
                "the schema has changed, a reload or restart links anew: columns " + found + " (expected: " + expected
                        + ")",
                null,
                false,
                false);
    }
}
