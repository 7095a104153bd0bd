package dev.verge.bench.floor;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The issuer's keys by their names, fetched once. */
final class TokenKeys {
    private TokenKeys() {}

    static Map<String, PublicKey> fetch(String issuer) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(issuer + "/keys")).build();
        String document = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        var keys = new HashMap<String, PublicKey>();
        for (Object entry : new JsonObject(document).getJsonArray("keys")) {
            var key = (JsonObject) entry;
            var numbers = new RSAPublicKeySpec(number(key.getString("n")), number(key.getString("e")));
            keys.put(key.getString("kid"), KeyFactory.getInstance("RSA").generatePublic(numbers));
        }
        return keys;
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
