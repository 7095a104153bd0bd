package dev.verge.auth.token;

import dev.verge.observation.TokenFacts;

/** A caller who must not pass. Has neither stack trace nor cause: nothing of a token may travel with it. */
public final class RefusalException extends RuntimeException {
    private final Reason reason;
    private final transient TokenFacts facts;

    RefusalException(Reason reason) {
        this(reason, TokenFacts.NONE);
    }

    private RefusalException(Reason reason, TokenFacts facts) {
        super(reason.code(), null, false, false);
        this.reason = reason;
        this.facts = facts;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What is known of the token. */
    public TokenFacts facts() {
        return facts;
    }

    /** The same refusal, of a token of which this is known. */
    public RefusalException of(TokenFacts known) {
        return new RefusalException(reason, known);
    }
}
