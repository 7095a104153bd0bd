package dev.verge.contract.request.text;

import dev.verge.contract.schema.evaluation.Finding;

/** A part of a request cannot be read at all; becomes a violation of the request. */
public final class UnreadableException extends RuntimeException {
    private final transient Finding finding;

    /** Something at a JSON pointer of the value that is read. */
    public UnreadableException(String pointer, String detail) {
        super(detail, null, false, false);
        this.finding = new Finding(pointer, detail);
    }

    /** The whole value. */
    public UnreadableException(String detail) {
        this("", detail);
    }

    /** What is wrong and where. */
    public Finding finding() {
        return finding;
    }
}
