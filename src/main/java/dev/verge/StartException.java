package dev.verge;

/** A command cannot do its work; the message says everything that its user needs, in whole lines. */
final class StartException extends RuntimeException {
    StartException(String message) {
        super(message, null, false, false);
    }
}
