package dev.verge.exchange;

/** No answer, or none that may be used; the message says why without a word of what the other side sent. */
public final class ExchangeException extends RuntimeException {
    ExchangeException(String message) {
        super(message, null, false, false);
    }
}
