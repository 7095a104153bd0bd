package dev.verge.contract.request;

import dev.verge.contract.schema.Schema;

/** A part of a request cannot be read at all; becomes a violation before it leaves this package. */
final class UnreadableException extends RuntimeException {
    private final transient Schema.Violation violation;

    UnreadableException(String pointer, String detail) {
        super(detail, null, false, false);
        this.violation = new Schema.Violation(pointer, detail);
    }

    UnreadableException(String detail) {
        this("", detail);
    }

    Schema.Violation violation() {
        return violation;
    }
}
