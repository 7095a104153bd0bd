package dev.verge.contract.schema.evaluation;

import org.jspecify.annotations.Nullable;

/** One compiled keyword: what it asks of a value. */
@FunctionalInterface
public interface Keyword {
    /** Whether the value satisfies it; if not, says why to the check. */
    boolean holds(@Nullable Object value, Check check);
}
