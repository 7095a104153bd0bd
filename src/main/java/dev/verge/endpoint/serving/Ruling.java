package dev.verge.endpoint.serving;

import dev.verge.observation.Observation.Decision.Outcome;
import java.util.Locale;

/** What became of a caller whose token held, and why: the reasons of the decision record that are no token's fault. */
enum Ruling {
    /** The token holds, and roles, scopes and rule let the caller in. */
    GRANTED(Outcome.ALLOW),
    /** The operation is for anyone; no token was looked at. */
    PUBLIC(Outcome.ALLOW),
    /** The permission rule did not say yes. */
    RULE_REFUSED(Outcome.DENY),
    /** PostgreSQL denied a privilege. */
    DATABASE_PRIVILEGE(Outcome.DENY),
    /** The parameters or the body broke the contract, or HTTP's rules, so no rule was asked. */
    INVALID_REQUEST(Outcome.UNDECIDED),
    /** The caller asked more often than its limit allows, so no rule was asked. */
    RATE_LIMITED(Outcome.DENY),
    /** The caller hung up before the request was there, so no rule was asked. */
    ABANDONED(Outcome.UNDECIDED),
    /** The server failed before the rule could answer, or its answer could be known. */
    FAILED(Outcome.UNDECIDED);

    private final Outcome outcome;

    Ruling(Outcome outcome) {
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }

    /** The code in the decision record. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
