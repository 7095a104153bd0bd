package dev.verge.auth.keys;

/** Keys that cannot be had or must not be used. The reason is one of our own sentences and quotes nothing. */
final class KeyException extends RuntimeException {
    KeyException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
