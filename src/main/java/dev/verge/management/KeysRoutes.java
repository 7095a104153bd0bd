package dev.verge.management;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Below {@code /keys}: the keys that tokens are verified with, for operators to see, to fetch anew and to refuse. */
final class KeysRoutes {
    private static final int MAXIMUM_KEY_ID = 256;

    private final Supplier<List<IssuerKeys>> issuers;

    KeysRoutes(Supplier<List<IssuerKeys>> issuers) {
        this.issuers = issuers;
    }

    void addTo(Router router, OperatorAccess access) {
        router.routeWithRegex("/keys(?:/.*)?").handler(access);
        router.route("/keys").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::list);
        router.route("/keys").handler(context -> Reply.refuseMethod(context, "GET, HEAD"));
        router.post("/keys/refresh").handler(context -> refresh(context, issuers.get()));
        router.route("/keys/refresh").handler(context -> Reply.refuseMethod(context, "POST"));
        router.post("/keys/:issuer/refresh").handler(this::refreshOne);
        router.delete("/keys/:issuer/:kid").handler(this::evict);
        router.route("/keys/:issuer/refresh").handler(context -> Reply.refuseMethod(context, "POST, DELETE"));
        router.route("/keys/:issuer/:kid").handler(context -> Reply.refuseMethod(context, "DELETE"));
    }

    private void list(RoutingContext context) {
        var list = new JsonArray();
        issuers.get().forEach(issuer -> list.add(issuer.json()));
        Reply.json(context, 200, new JsonObject().put("issuers", list));
    }

    private void refreshOne(RoutingContext context) {
        List<IssuerKeys> named = named(context);
        if (!named.isEmpty()) {
            refresh(context, named);
        }
    }

    private static void refresh(RoutingContext context, List<IssuerKeys> which) {
        var fetches = which.stream().map(IssuerKeys::refreshed).toList();
        Future.all(fetches)
                .onSuccess(done ->
                        answer(context, fetches.stream().map(Future::result).toList()));
    }

    private static void answer(RoutingContext context, List<IssuerKeys.Refreshed> results) {
        var list = new JsonArray();
        results.forEach(result -> list.add(result.json()));
        if (results.stream().allMatch(IssuerKeys.Refreshed::succeeded)) {
            Reply.json(context, 200, new JsonObject().put("issuers", list));
        } else {
            Reply.refuse(
                    context, Reply.problem(502, "The keys could not be fetched").put("issuers", list));
        }
    }

    private void evict(RoutingContext context) {
        List<IssuerKeys> named = named(context);
        String keyId = context.pathParam("kid");
        if (named.isEmpty()) {
            return;
        }
        if (keyId.length() > MAXIMUM_KEY_ID) {
            Reply.refuse(context, 400, "A key id has at most " + MAXIMUM_KEY_ID + " characters");
            return;
        }
        Future.all(named.stream().map(issuer -> issuer.evict().apply(keyId)).toList())
                .onSuccess(done -> Reply.noContent(context))
                .onFailure(context::fail);
    }

    /** The issuers of the name in the path; without one, answers so. */
    private List<IssuerKeys> named(RoutingContext context) {
        Predicate<IssuerKeys> isNamed = issuer -> issuer.name().equals(context.pathParam("issuer"));
        List<IssuerKeys> named = issuers.get().stream().filter(isNamed).toList();
        if (named.isEmpty()) {
            Reply.refuse(context, 404, "The settings have no issuer of this name");
        }
        return named;
    }
}
