package dev.verge.auth;

import dev.verge.auth.token.Token;
import dev.verge.observation.TokenFacts;
import java.util.regex.Pattern;

/** What a record may say of a token that was refused: the key that it names, if that is a word and not a message. */
final class UnverifiedFacts {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.~+/=:-]{1,128}");

    private UnverifiedFacts() {}

    static TokenFacts of(Token token) {
        String keyId = WORD.matcher(token.keyId()).matches() ? token.keyId() : null;
        return new TokenFacts(false, null, null, null, null, null, keyId, null);
    }
}
