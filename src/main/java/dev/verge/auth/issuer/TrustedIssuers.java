package dev.verge.auth.issuer;

import dev.verge.auth.keys.JwksCache;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.RefusalException;
import dev.verge.config.IdentitySettings;
import dev.verge.config.IssuerSettings;
import dev.verge.config.TokenDialect;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The issuers of the settings by the exact {@code iss} of their tokens. Never changes; any thread may use it. */
public final class TrustedIssuers {
    private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern FIRST_VERSION = Pattern.compile("https://sts\\.[a-z.]+/" + GUID + "/");
    private static final Pattern SECOND_VERSION = Pattern.compile("https://[a-z0-9.-]+/" + GUID + "/v2\\.0");

    private final Map<String, TrustedIssuer> byIssuer = new HashMap<>();
    private final List<JwksCache> keys = new ArrayList<>();
    private final List<Pattern> otherTenants = new ArrayList<>();
    private final List<TokenDialect> dialects = new ArrayList<>();

    /** The issuers of these settings, each with the keys that are made for it. */
    public TrustedIssuers(IdentitySettings settings, Function<IssuerSettings, JwksCache> keysOf) {
        for (IssuerSettings issuer : settings.issuers()) {
            JwksCache cache = keysOf.apply(issuer);
            keys.add(cache);
            dialects.add(issuer.dialect());
            if (issuer.tenants().isEmpty()) {
                byIssuer.put(issuer.issuer(), new TrustedIssuer(issuer, null, cache, settings.leeway()));
            }
            for (String tenant : issuer.tenants()) {
                byIssuer.put(issuer.issuer(tenant), new TrustedIssuer(issuer, tenant, cache, settings.leeway()));
                otherTenants.add(
                        Pattern.compile(Pattern.quote(issuer.issuer(tenant)).replace(tenant, "\\E" + GUID + "\\Q")));
            }
        }
    }

    /** The keys of each issuer. */
    public List<JwksCache> keys() {
        return List.copyOf(keys);
    }

    /**
     * The issuer that these claims, not verified yet, name.
     *
     * @throws RefusalException when it is not trusted
     */
    public TrustedIssuer find(JsonObject claims) {
        Object iss = claims.getValue("iss");
        TrustedIssuer known = iss instanceof String name ? byIssuer.get(name) : null;
        if (known == null) {
            throw reason(iss).exception();
        }
        return known;
    }

    /** What the record says of an issuer that is not trusted: the nearest thing that is. */
    private Reason reason(Object iss) {
        if (!(iss instanceof String name)) {
            return Reason.CLAIMS_NOT_ACCEPTABLE;
        }
        if (otherTenants.stream().anyMatch(pattern -> pattern.matcher(name).matches())) {
            return Reason.TENANT_NOT_ALLOWED;
        }
        boolean otherVersion = (FIRST_VERSION.matcher(name).matches() && dialects.contains(TokenDialect.ENTRA_V2))
                || (SECOND_VERSION.matcher(name).matches() && dialects.contains(TokenDialect.ENTRA_V1));
        return otherVersion ? Reason.WRONG_VERSION : Reason.WRONG_ISSUER;
    }
}
