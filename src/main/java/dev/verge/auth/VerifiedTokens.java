package dev.verge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verge.auth.issuer.Times;
import dev.verge.auth.issuer.TrustedIssuer;
import dev.verge.auth.jose.VerificationKey;
import dev.verge.auth.token.Caller;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signature held, so that it is computed once for each. One per process; any thread may use it.
 *
 * <p>A token is found by its whole text, and only texts in the one spelling that {@code TokenReader} accepts get in: another
 * spelling of a known token is an unknown text. An entry is good for as long as its key is the issuer's current one and its
 * time has not passed; both are looked at every time. Bad tokens are not remembered, so no flood of them evicts a good one.
 */
public final class VerifiedTokens {
    /** What an entry takes beside its text: the claims, several times over, and the cache's own. */
    private static final int OVERHEAD = 1_024;

    private static final int TIMES = 4;

    private final @Nullable Cache<Text, VerifiedToken> tokens;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** Remembers as many tokens as fit into about this many bytes; none when zero. */
    public VerifiedTokens(int bytes) {
        this.tokens = bytes == 0
                ? null
                : Caffeine.newBuilder()
                        .maximumWeight(bytes)
                        .weigher((Text text, VerifiedToken token) ->
                                OVERHEAD + TIMES * text.whole().length())
                        // Housekeeping takes microseconds; a pool of threads for it would only wake another core.
                        .executor(Runnable::run)
                        .build();
    }

    /**
     * The text of a token. Where it is looked for its signature's end says: that is as good as random, for it held, and the
     * rest is long. Whether it is found all of it says.
     */
    private record Text(String whole) {
        private static final int END = 16;

        @Override
        public int hashCode() {
            int hash = 0;
            for (int i = Math.max(0, whole.length() - END); i < whole.length(); i++) {
                hash = 31 * hash + whole.charAt(i);
            }
            return hash;
        }
    }

    /** A token whose signature held. */
    record VerifiedToken(Caller caller, Times times, VerificationKey key, TrustedIssuer issuer) {
        private boolean isCurrent() {
            return key.equals(issuer.keys().known(key.id()));
        }
    }

    /** The token of this text, as far as its key is concerned; its times are still to be looked at. */
    @Nullable
    VerifiedToken find(String text) {
        VerifiedToken known = tokens == null ? null : current(tokens, new Text(text));
        (known == null ? misses : hits).increment();
        return known;
    }

    private static @Nullable VerifiedToken current(Cache<Text, VerifiedToken> tokens, Text text) {
        VerifiedToken token = tokens.getIfPresent(text);
        if (token != null && !token.isCurrent()) {
            tokens.invalidate(text);
            return null;
        }
        return token;
    }

    void put(String text, VerifiedToken token) {
        if (tokens != null) {
            tokens.put(new Text(text), token);
        }
    }

    /** Forgets a token whose time is over. */
    void remove(String text) {
        if (tokens != null) {
            tokens.invalidate(new Text(text));
        }
    }

    /** How many tokens were found so far. */
    public long hits() {
        return hits.sum();
    }

    /** How many were not, and had to be verified or were refused. */
    public long misses() {
        return misses.sum();
    }

    /** How many tokens are remembered, about. */
    public long size() {
        return tokens == null ? 0 : tokens.estimatedSize();
    }
}
