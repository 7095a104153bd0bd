package dev.verge.auth.issuer;

import dev.verge.auth.jose.VerificationKey;
import dev.verge.auth.keys.JwksCache;
import dev.verge.auth.token.Caller;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.Token;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An issuer and one of its tenants: its keys, and what its tokens must say. Any thread may use it. */
public final class TrustedIssuer {
    private final IssuerSettings settings;
    private final @Nullable String tenant;
    private final JwksCache keys;
    private final ClaimRules rules;
    private final Duration leeway;

    TrustedIssuer(IssuerSettings settings, @Nullable String tenant, JwksCache keys, Duration leeway) {
        this.settings = settings;
        this.tenant = tenant;
        this.keys = keys;
        this.rules = new ClaimRules(settings);
        this.leeway = leeway;
    }

    /** The settings' name of it. */
    public String name() {
        return settings.name();
    }

    /** Its keys. */
    public JwksCache keys() {
        return keys;
    }

    /** The tenant whose tokens these are; null for an issuer without tenants. */
    public @Nullable String tenant() {
        return tenant;
    }

    /** What the settings say of it. */
    public IssuerSettings settings() {
        return settings;
    }

    /**
     * Reads the claims of a token, whose signature is still to be verified. Refuses what no key could save: another API's
     * tokens must not cost a fetch of keys. The checks can be called one by one by whoever has to explain a refusal.
     *
     * @param now milliseconds since 1970
     * @throws dev.verge.auth.token.RefusalException when no signature could make the token good
     */
    public Candidate candidate(Token token, long now) {
        checkAlgorithm(token);
        checkAudience(token);
        checkTenant(token);
        checkVersion(token);
        checkBinding(token);
        Times times = times(token, now);
        return new Candidate(caller(token), times);
    }

    /** {@code alg} is one that the settings allow. */
    public void checkAlgorithm(Token token) {
        if (!settings.algorithms().contains(token.algorithm().id())) {
            throw Reason.ALGORITHM_NOT_ALLOWED.exception();
        }
    }

    /** {@code aud} means this API. */
    public void checkAudience(Token token) {
        rules.checkAudience(token.claims());
    }

    /** {@code tid} is the tenant that {@code iss} belongs to. */
    public void checkTenant(Token token) {
        ClaimRules.checkTenant(token.claims(), tenant);
    }

    /** {@code ver} is the version whose {@code iss} this is. */
    public void checkVersion(Token token) {
        rules.checkVersion(token.claims());
    }

    /** The token is not bound to a key of the caller. */
    public void checkBinding(Token token) {
        ClaimRules.checkBinding(token.claims());
    }

    /** The token is good now, and not for too long. */
    public Times times(Token token, long now) {
        return Times.of(token.claims(), leeway, now);
    }

    /** Who calls: it is an access token, and it grants something. */
    public Caller caller(Token token) {
        return rules.caller(token.claims(), token.keyId());
    }

    /** Who the caller is if the signature holds, and when. */
    public record Candidate(Caller caller, Times times) {}

    /**
     * Refuses a key that is for another issuer: one of another tenant, or of consumer accounts, must not sign here.
     *
     * @throws dev.verge.auth.token.RefusalException when it is
     */
    public void checkKey(VerificationKey key, JsonObject claims) {
        String issuer = key.issuer();
        if (issuer != null) {
            String signer = tenant == null ? issuer : issuer.replace(IssuerSettings.TENANT, tenant);
            if (!signer.equals(claims.getValue("iss")) && !signer.equals(secondVersion())) {
                throw Reason.KEY_OF_ANOTHER_ISSUER.exception();
            }
        }
    }

    /** Keys name the issuer of version 2 tokens; those that sign version 1 tokens may do so too. */
    private @Nullable String secondVersion() {
        if (settings.dialect() != TokenDialect.ENTRA_V1) {
            return null;
        }
        URI discovery = URI.create(settings.discovery());
        return discovery.getScheme() + "://" + discovery.getRawAuthority() + "/" + tenant + "/v2.0";
    }
}
