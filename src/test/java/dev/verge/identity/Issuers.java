package dev.verge.identity;

import dev.verge.testing.TestIssuer;
import dev.verge.testing.TestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/** The issuers that the table of attacks is tried on: a standard provider, a directory of Entra ID, and other curves. */
final class Issuers {
    static final String OTHER_TENANT = "c1d7b1b0-6d2f-4f3e-9d0a-2f0e8d7c6b5a";
    /** The tenant of personal accounts. */
    private static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

    /** Settings of a {@link GuardedApi} that trusts them all. */
    static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("identity.resource", Attack.RESOURCE),
            Map.entry("identity.issuers.entra.tenant", GuardedApi.TENANT),
            Map.entry("identity.issuers.entra.client", GuardedApi.CLIENT),
            Map.entry("identity.issuers.entra.authority", "{issuer}"),
            Map.entry("identity.issuers.curves.issuer", "{issuer}/curves"),
            Map.entry("identity.issuers.curves.audiences", TestIssuer.AUDIENCE),
            Map.entry("identity.issuers.curves.algorithms", "ES256, EdDSA, PS256"),
            Map.entry("identity.issuers.curves.scopesClaim", "scp"));

    final TestKey second = TestKey.rsa("key-2", 2048);
    final TestKey p256 = TestKey.curve("key-p256", "secp256r1");
    final TestKey ed25519 = TestKey.ed25519("key-ed25519");
    private final TestIssuer issuer;

    Issuers(TestIssuer issuer) {
        this.issuer = issuer;
        issuer.list(second.jwk());
        issuer.list(p256.jwk());
        issuer.list(ed25519.jwk());
        issuer.list(foreign("key-of-any-tenant", "{tenantid}"));
        issuer.list(foreign("key-of-own-tenant", GuardedApi.TENANT));
        issuer.list(foreign("key-of-other-tenant", OTHER_TENANT));
        issuer.list(foreign("key-of-consumers", CONSUMERS));
    }

    /** The signing key under the id of one that the document says is for the tokens of a tenant. */
    private JsonObject foreign(String id, String tenant) {
        return issuer.signing().as(id, "RS256").jwk().put("issuer", issuer.issuer() + "/" + tenant + "/v2.0");
    }

    /** A token of the directory, signed by the key of this id. */
    String by(String id, JsonObject claims) {
        return issuer.token(issuer.header().put("kid", id), claims);
    }

    BigInteger modulus() {
        return ((RSAPublicKey) issuer.signing().pair().getPublic()).getModulus();
    }

    /** The claims of a user's access token of the directory, with the scope {@code use}. */
    JsonObject user() {
        return directory().put("scp", "use").put("azp", "client-1");
    }

    /** The claims of an application's, with the role {@code use}. */
    JsonObject application() {
        return directory().put("idtyp", "app").put("azp", "client-1").put("roles", new JsonArray().add("use"));
    }

    /** What an ID token and an access token of the directory have in common. */
    JsonObject directory() {
        return issuer.claims()
                .put("iss", issuer.issuer() + "/" + GuardedApi.TENANT + "/v2.0")
                .put("aud", GuardedApi.CLIENT)
                .put("tid", GuardedApi.TENANT)
                .put("oid", "5b7a0a52-0f0c-4d0e-8a53-7f6f0f6f0001")
                .put("ver", "2.0");
    }

    /** The claims of a good token of the issuer whose keys are on curves. */
    JsonObject curves() {
        return issuer.claims().put("iss", issuer.issuer() + "/curves").put("scp", "use");
    }

    String token(JsonObject claims) {
        return issuer.token(claims);
    }

    static JsonObject header(TestKey key) {
        return new JsonObject().put("typ", "JWT").put("alg", key.algorithm()).put("kid", key.id());
    }
}
