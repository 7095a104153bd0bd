package dev.verge.auth.keys;

import dev.verge.auth.jose.KeyException;
import dev.verge.auth.jose.KeyReader;
import dev.verge.auth.jose.StrictJson;
import dev.verge.auth.jose.VerificationKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An accepted key set (RFC 7517, section 5): what is usable in it and why the rest is not.
 *
 * @param keys the usable keys by id; at least one
 * @param refusals why other keys were left out
 * @param maximumAge how long the issuer says that it is fresh; null when it does not say
 */
record KeyDocument(
        Map<String, VerificationKey> keys,
        List<String> refusals,
        @Nullable Duration maximumAge) {
    private static final int MAXIMUM_KEYS = 100;
    private static final String CLOUD = "cloud_instance_name";

    /**
     * Reads a key set.
     *
     * @param cloud the cloud that the issuer belongs to, as Entra ID's discovery documents say; keys of another are left
     *     out. Null when the issuer names none
     * @throws KeyException when the whole document must not be used: the last good keys stay then
     */
    static KeyDocument read(byte[] bytes, KeyReader reader, @Nullable String cloud) {
        var keys = new LinkedHashMap<String, VerificationKey>();
        var refusals = new ArrayList<String>();
        for (Object entry : entries(bytes)) {
            usable(entry, reader, cloud, refusals).ifPresent(key -> add(keys, key));
        }
        if (keys.isEmpty()) {
            throw new KeyException("the key set has no usable key"
                    + (refusals.isEmpty() ? "" : ": " + String.join("; ", refusals.subList(0, 1))));
        }
        return new KeyDocument(Map.copyOf(keys), List.copyOf(refusals), null);
    }

    /** The same keys, said to be fresh for this long. */
    KeyDocument freshFor(@Nullable Duration age) {
        return new KeyDocument(keys, refusals, age);
    }

    private static JsonArray entries(byte[] bytes) {
        JsonObject document =
                StrictJson.object(bytes).orElseThrow(() -> new KeyException("the key set is not a JSON object"));
        if (document.getValue("keys") instanceof JsonArray entries
                && !entries.isEmpty()
                && entries.size() <= MAXIMUM_KEYS) {
            return entries;
        }
        throw new KeyException("the key set has not 1 to " + MAXIMUM_KEYS + " keys");
    }

    private static Optional<VerificationKey> usable(
            Object entry, KeyReader reader, @Nullable String cloud, List<String> refusals) {
        try {
            if (!(entry instanceof JsonObject key)) {
                throw new KeyException("the key is not an object");
            }
            if (cloud != null && key.containsKey(CLOUD) && !cloud.equals(key.getValue(CLOUD))) {
                throw new KeyException("the key is of another cloud");
            }
            return Optional.of(reader.read(key));
        } catch (KeyException e) {
            refusals.add(e.reason());
            return Optional.empty();
        }
    }

    /** One id for two keys, or for two issuers, leaves open which of them is meant. */
    private static void add(Map<String, VerificationKey> keys, VerificationKey key) {
        VerificationKey other = keys.put(key.id(), key);
        if (other != null && !key.equals(other)) {
            throw new KeyException("the key set has two keys under one kid");
        }
    }
}
