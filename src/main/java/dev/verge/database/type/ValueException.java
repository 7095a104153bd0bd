package dev.verge.database.type;

import dev.verge.source.JsonPointers;

/** A JSON value is not one of the type that the statement wants; the message is fit for the caller. */
public final class ValueException extends RuntimeException {
    private final String pointer;

    ValueException(String message) {
        this(message, "");
    }

    private ValueException(String message, String pointer) {
        super(message, null, false, false);
        this.pointer = pointer;
    }

    /** Where in the value the mistake is, as a JSON pointer (RFC 6901); empty for the value itself. */
    public String pointer() {
        return pointer;
    }

    /** The same mistake as the value's container sees it, where it is below a member or index. */
    ValueException below(Object token) {
        return new ValueException(String.valueOf(getMessage()), JsonPointers.child("", token) + pointer);
    }
}
