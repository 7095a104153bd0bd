package dev.verge.database;

/** No connection to the database can be had; the message says why without a secret, and is for the operator. */
public final class DatabaseUnreachableException extends RuntimeException {
    DatabaseUnreachableException(String reason, Throwable cause) {
        super(reason, cause, false, false);
    }
}
