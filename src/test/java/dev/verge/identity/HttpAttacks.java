package dev.verge.identity;

import dev.verge.testing.TestIssuer;
import java.util.stream.Stream;

/** Rows 101 to 106: what stands in the {@code Authorization} field, or elsewhere. */
final class HttpAttacks {
    private final TestIssuer issuer;

    HttpAttacks(TestIssuer issuer) {
        this.issuer = issuer;
    }

    Stream<Attack> rows() {
        String token = issuer.token("admin");
        return Stream.of(
                Attack.anonymous("101 no credentials", "/any", null),
                scheme("102 scheme in lower case", "bearer " + token),
                scheme("102 scheme in capitals", "BEARER " + token),
                Attack.anonymous("103 Basic", "/any", "Basic YWRhOnNlY3JldA=="),
                Attack.anonymous("103 the token as Basic", "/any", "Basic " + token),
                Attack.anonymous("103 DPoP", "/any", "DPoP " + token),
                Attack.anonymous("103 the token alone", "/any", token),
                Attack.malformed("105 two spaces", "Bearer  " + token),
                Attack.malformed("105 tab", "Bearer\t" + token),
                Attack.malformed("105 list", "Bearer " + token + ", Bearer " + token),
                Attack.malformed("105 list with Basic", "Bearer " + token + ",Basic eA=="),
                Attack.malformed("105 parameters", "Bearer realm=\"x\", token=\"" + token + "\""),
                Attack.malformed("105 empty field", ""));
    }

    private static Attack scheme(String name, String authorization) {
        return new Attack(name, "/admin", authorization, null, null, "granted");
    }
}
