package dev.verge.database.login;

/** There is nothing to log in with; the message says why without a secret, and is for the operator. */
public final class NoPasswordException extends RuntimeException {
    NoPasswordException(String message) {
        super(message, null, false, false);
    }
}
