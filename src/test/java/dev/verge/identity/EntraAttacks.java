package dev.verge.identity;

import dev.verge.auth.token.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Rows 73 and 81 to 93 for a directory of Entra ID that issues version 2 tokens. */
final class EntraAttacks {
    private final Issuers issuers;

    EntraAttacks(Issuers issuers) {
        this.issuers = issuers;
    }

    Stream<Attack> rows() {
        return Stream.of(keys(), audiences(), tenants(), versions(), kinds()).flatMap(rows -> rows);
    }

    private Stream<Attack> keys() {
        return Stream.of(
                Attack.refused(
                        "73 key of another tenant",
                        issuers.by("key-of-other-tenant", issuers.user()),
                        Reason.KEY_OF_ANOTHER_ISSUER),
                Attack.refused(
                        "73 key of consumer accounts",
                        issuers.by("key-of-consumers", issuers.user()),
                        Reason.KEY_OF_ANOTHER_ISSUER),
                Attack.granted("73 key of this tenant", "/any", issuers.by("key-of-own-tenant", issuers.user())),
                Attack.granted("73 key of any tenant", "/any", issuers.by("key-of-any-tenant", issuers.user())),
                Attack.granted("73 key that does not say", "/any", issuers.token(issuers.user())));
    }

    private Stream<Attack> audiences() {
        String client = GuardedApi.CLIENT;
        return Stream.of(
                refused(
                        "82 aud an array",
                        claims -> claims.put("aud", new JsonArray().add(client)),
                        Reason.CLAIMS_NOT_ACCEPTABLE),
                refused(
                        "83 aud the App ID URI in version 2",
                        claims -> claims.put("aud", "api://" + client),
                        Reason.WRONG_AUDIENCE),
                refused(
                        "84 aud in upper case",
                        claims -> claims.put("aud", client.toUpperCase(java.util.Locale.ROOT)),
                        Reason.WRONG_AUDIENCE),
                refused("85 aud another API", claims -> claims.put("aud", Issuers.OTHER_TENANT), Reason.WRONG_AUDIENCE),
                refused("85 aud the tenant", claims -> claims.put("aud", GuardedApi.TENANT), Reason.WRONG_AUDIENCE),
                refused(
                        "85 aud Graph",
                        claims -> claims.put("aud", "00000003-0000-0000-c000-000000000000"),
                        Reason.GRAPH_TOKEN));
    }

    private Stream<Attack> tenants() {
        String other = Issuers.OTHER_TENANT;
        return Stream.of(
                refused(
                        "87 iss of another tenant",
                        claims -> claims.put("iss", issuer(claims).replace(GuardedApi.TENANT, other)),
                        Reason.TENANT_NOT_ALLOWED),
                refused(
                        "87 iss and tid of another tenant",
                        claims -> claims.put("iss", issuer(claims).replace(GuardedApi.TENANT, other))
                                .put("tid", other),
                        Reason.TENANT_NOT_ALLOWED),
                refused("87 tid of another tenant", claims -> claims.put("tid", other), Reason.TENANT_NOT_ALLOWED),
                refused("88 tid missing", claims -> without(claims, "tid"), Reason.TENANT_NOT_ALLOWED),
                refused("88 tid a word", claims -> claims.put("tid", "contoso"), Reason.TENANT_NOT_ALLOWED),
                refused(
                        "88 tid in upper case",
                        claims -> claims.put("tid", GuardedApi.TENANT.toUpperCase(java.util.Locale.ROOT)),
                        Reason.TENANT_NOT_ALLOWED),
                refused("88 tid a number", claims -> claims.put("tid", 7), Reason.CLAIMS_NOT_ACCEPTABLE),
                refused("88 tid null", claims -> claims.putNull("tid"), Reason.CLAIMS_NOT_ACCEPTABLE),
                refused("88 TID beside tid", claims -> claims.put("TID", other), Reason.CLAIMS_NOT_ACCEPTABLE),
                refused(
                        "88 Tid instead of tid",
                        claims -> without(claims.put("Tid", GuardedApi.TENANT), "tid"),
                        Reason.CLAIMS_NOT_ACCEPTABLE),
                refused(
                        "91 {tenantid} in iss",
                        claims -> claims.put("iss", issuer(claims).replace(GuardedApi.TENANT, "{tenantid}")),
                        Reason.WRONG_ISSUER),
                refused(
                        "91 common in iss",
                        claims -> claims.put("iss", issuer(claims).replace(GuardedApi.TENANT, "common")),
                        Reason.WRONG_ISSUER),
                refused(
                        "86 iss with a slash behind",
                        claims -> claims.put("iss", issuer(claims) + "/"),
                        Reason.WRONG_ISSUER));
    }

    private Stream<Attack> versions() {
        String first = "https://sts.windows.net/" + GuardedApi.TENANT + "/";
        return Stream.of(
                refused(
                        "89 version 1 token",
                        claims -> claims.put("iss", first).put("ver", "1.0"),
                        Reason.WRONG_VERSION),
                refused("89 iss of version 1", claims -> claims.put("iss", first), Reason.WRONG_VERSION),
                refused("90 ver missing", claims -> without(claims, "ver"), Reason.WRONG_VERSION),
                refused("90 ver 1.0", claims -> claims.put("ver", "1.0"), Reason.WRONG_VERSION),
                refused("90 ver 3.0", claims -> claims.put("ver", "3.0"), Reason.WRONG_VERSION),
                refused("90 ver a number", claims -> claims.put("ver", 2.0), Reason.WRONG_VERSION),
                refused("90 ver null", claims -> claims.putNull("ver"), Reason.WRONG_VERSION));
    }

    private Stream<Attack> kinds() {
        JsonArray roles = new JsonArray().add("admin");
        Stream<Attack> ids = Stream.of(List.of("roles"), List.of("nonce"), List.of("roles", "nonce"), List.<String>of())
                .map(names -> {
                    JsonObject claims = issuers.directory().put("preferred_username", "ada@example.com");
                    names.forEach(name -> claims.put(name, name.equals("roles") ? roles : "n"));
                    return Attack.refused(
                            "92 ID token with " + names, issuers.token(claims), Reason.NOT_AN_ACCESS_TOKEN);
                });
        return Stream.concat(
                ids,
                Stream.of(
                        refused(
                                "92 idtyp user without scp",
                                claims -> without(claims.put("idtyp", "user").put("roles", roles), "scp"),
                                Reason.NOT_AN_ACCESS_TOKEN),
                        refused(
                                "92 idtyp true",
                                claims -> without(claims.put("idtyp", true).put("roles", roles), "scp"),
                                Reason.NOT_AN_ACCESS_TOKEN),
                        refused(
                                "92 idtyp app with scp",
                                claims -> claims.put("idtyp", "app"),
                                Reason.CLAIMS_NOT_ACCEPTABLE),
                        refused("93 scp blank", claims -> claims.put("scp", ""), Reason.NOT_AN_ACCESS_TOKEN),
                        Attack.forbidden(
                                "93 application without roles",
                                "/any",
                                issuers.token(without(issuers.application(), "roles")),
                                Reason.NO_PERMISSIONS),
                        Attack.forbidden(
                                "97 application with wids",
                                "/any",
                                issuers.token(without(issuers.application().put("wids", roles), "roles")),
                                Reason.NO_PERMISSIONS)));
    }

    private Attack refused(String name, UnaryOperator<JsonObject> change, Reason reason) {
        return Attack.refused(name, issuers.token(change.apply(issuers.user())), reason);
    }

    private static String issuer(JsonObject claims) {
        return claims.getString("iss");
    }

    private static JsonObject without(JsonObject object, String member) {
        object.remove(member);
        return object;
    }
}
