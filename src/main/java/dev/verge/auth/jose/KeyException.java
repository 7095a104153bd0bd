package dev.verge.auth.jose;

/** Keys that cannot be had or must not be used. The reason is one of our own sentences and quotes nothing. */
public final class KeyException extends RuntimeException {
    /** A refusal for this reason. */
    public KeyException(String reason) {
        super(reason, null, false, false);
    }

    /** The sentence. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
