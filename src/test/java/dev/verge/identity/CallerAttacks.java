package dev.verge.identity;

import dev.verge.auth.token.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** Rows 95 to 100: good tokens of callers who may not do what they ask for. */
final class CallerAttacks {
    private final Issuers issuers;

    CallerAttacks(Issuers issuers) {
        this.issuers = issuers;
    }

    Stream<Attack> rows() {
        return Stream.of(scopes(), kinds(), roles()).flatMap(rows -> rows);
    }

    private Stream<Attack> scopes() {
        JsonArray array = new JsonArray().add("read");
        return Stream.of(
                read("95 scp readwrite", "readwrite"),
                read("95 scp Read", "Read"),
                read("95 scp read with a comma", "read,write"),
                read("95 scp with the scope's URI", "api://x/read"),
                Attack.granted(
                        "95 scp that holds it",
                        "/read",
                        issuers.token(issuers.user().put("scp", "write read use"))),
                Attack.forbidden(
                        "95 scp an array",
                        "/read",
                        issuers.token(issuers.user().put("scp", array).put("roles", array)),
                        Reason.SCOPE_MISSING),
                Attack.forbidden(
                        "95 scp an array and no role",
                        "/read",
                        issuers.token(issuers.user().put("scp", array)),
                        Reason.NO_PERMISSIONS),
                Attack.forbidden(
                        "95 scope instead of scp",
                        "/read",
                        issuers.token(issuers.user().put("scope", "read")),
                        Reason.SCOPE_MISSING),
                Attack.forbidden(
                        "95 a role of the scope's name",
                        "/read",
                        issuers.token(issuers.application().put("roles", array)),
                        Reason.SCOPE_MISSING));
    }

    private Stream<Attack> kinds() {
        return Stream.of(
                Attack.granted("96 user where users may", "/users", issuers.token(issuers.user())),
                Attack.granted("96 application where applications may", "/apps", issuers.token(issuers.application())),
                Attack.forbidden(
                        "96 application where users may",
                        "/users",
                        issuers.token(issuers.application()),
                        Reason.KIND_NOT_ALLOWED),
                Attack.forbidden(
                        "96 user where applications may",
                        "/apps",
                        issuers.token(issuers.user()),
                        Reason.KIND_NOT_ALLOWED));
    }

    private Stream<Attack> roles() {
        JsonArray admin = new JsonArray().add("admin");
        JsonObject overage = new JsonObject().put("groups", "src1");
        return Stream.of(
                Attack.granted(
                        "98 the role itself",
                        "/admin",
                        issuers.token(issuers.user().put("roles", admin))),
                role("97 role in wids", issuers.user().put("wids", admin)),
                role("97 role in groups", issuers.user().put("groups", admin)),
                role("97 groups overage", issuers.user().put("hasgroups", true).put("_claim_names", overage)),
                role("97 role in scp", issuers.user().put("scp", "admin")),
                role("97 role in Roles", issuers.user().put("Roles", admin)),
                role("98 role in capitals", issuers.user().put("roles", new JsonArray().add("Admin"))),
                role("98 role with a space", issuers.user().put("roles", new JsonArray().add("admin "))),
                role("98 roles in one word", issuers.user().put("roles", new JsonArray().add("user,admin"))),
                role(
                        "100 address of an administrator",
                        issuers.user()
                                .put("email", "admin@example.com")
                                .put("upn", "admin@example.com")
                                .put("preferred_username", "admin")
                                .put("unique_name", "admin")));
    }

    private Attack read(String name, String scopes) {
        return Attack.forbidden(name, "/read", issuers.token(issuers.user().put("scp", scopes)), Reason.SCOPE_MISSING);
    }

    private Attack role(String name, JsonObject claims) {
        return Attack.forbidden(name, "/admin", issuers.token(claims), Reason.ROLE_MISSING);
    }
}
