package dev.verge.auth.keys;

import dev.verge.auth.jose.KeyException;
import dev.verge.auth.jose.StrictJson;
import dev.verge.config.IssuerSettings;
import dev.verge.config.SafeUrl;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's discovery document says of its keys.
 *
 * @param keys the address of the key set
 * @param cloud the cloud that the issuer belongs to ({@code cloud_instance_name} of Entra ID); null when it names none
 */
record DiscoveryDocument(String keys, @Nullable String cloud) {
    /**
     * Reads a document; one that names another issuer must not be used (OpenID Connect Discovery 1.0, section 4.3).
     *
     * @throws KeyException when it must not be used
     */
    static DiscoveryDocument read(byte[] bytes, IssuerSettings issuer) {
        JsonObject document = StrictJson.object(bytes)
                .orElseThrow(() -> new KeyException("the discovery document is not a JSON object"));
        if (!issuer.issuer().equals(document.getValue("issuer"))) {
            throw new KeyException("the discovery document names another issuer");
        }
        if (document.getValue("jwks_uri") instanceof String address && isSafe(address, issuer)) {
            return new DiscoveryDocument(
                    address, document.getValue("cloud_instance_name") instanceof String cloud ? cloud : null);
        }
        throw new KeyException("the discovery document has no acceptable jwks_uri");
    }

    /**
     * Keys that travel unencrypted are keys of whoever sits between; only an issuer on this machine may send them so. A
     * query may be part of the address, as of the keys of a single application.
     */
    private static boolean isSafe(String address, IssuerSettings issuer) {
        try {
            URI keys = new URI(address);
            return keys.getHost() != null
                    && keys.getRawUserInfo() == null
                    && ("https".equals(keys.getScheme())
                            || (SafeUrl.isPlainLoopback(keys)
                                    && SafeUrl.isPlainLoopback(URI.create(issuer.discovery()))));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
