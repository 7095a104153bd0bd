package dev.verge.auth.keys;

/** Whether a key exists cannot be told at the moment, for the issuer does not answer. */
public final class KeysUnavailableException extends RuntimeException {
    KeysUnavailableException() {
        super("the signing keys cannot be had at the moment", null, false, false);
    }
}
