package dev.verge.database.type;

/** A JSON value is not one of the type that the statement wants; the message is fit for the caller. */
public final class ValueException extends RuntimeException {
    ValueException(String message) {
        super(message, null, false, false);
    }
}
