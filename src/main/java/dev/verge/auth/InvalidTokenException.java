package dev.verge.auth;

/** A token that must not be accepted. Has neither stack trace nor cause: nothing of the token may travel with it. */
final class InvalidTokenException extends RuntimeException {
    private final TokenFault fault;

    InvalidTokenException(TokenFault fault) {
        super(fault.description(), null, false, false);
        this.fault = fault;
    }

    TokenFault fault() {
        return fault;
    }
}
