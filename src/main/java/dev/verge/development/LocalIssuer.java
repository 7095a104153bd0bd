package dev.verge.development;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An OpenID issuer on this machine, for the dev mode only, whose tokens have the shape of Entra ID v2 access tokens.
 *
 * <p>Gives a token to whoever asks. So it listens on the loopback address alone and answers no page of a browser.
 */
public final class LocalIssuer {
    /** The {@code aud} of every token: a client id as Entra ID gives them. */
    public static final String AUDIENCE = "5a3d2e10-7c41-4b8e-9f26-1d0c8b7a6e54";

    /** The {@code azp} of every token: the application that asked for it. */
    static final String CLIENT = "c0ffee00-2b1d-4e6f-8a90-3f5d7c9b1e20";

    /** The {@code tid} of every token. */
    public static final String TENANT = "7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c";

    private static final String TENANT_PATH = "/" + TENANT + "/v2.0";
    private static final int MAXIMUM_FORM = 16 * 1024;

    private final Vertx vertx;
    private final HttpServer server;
    private final Clock clock;

    // Newest first; the first one signs.
    private volatile List<IssuerKey> keys;
    private volatile List<SampleCaller> callers;

    private LocalIssuer(Vertx vertx, Clock clock, IssuerKey key, List<SampleCaller> callers) {
        this.vertx = vertx;
        this.clock = clock;
        this.keys = List.of(key);
        this.callers = List.copyOf(callers);
        this.server = vertx.createHttpServer();
    }

    /** Opens the issuer on 127.0.0.1; port 0 takes a free one. Fails when the port is taken. */
    public static Future<LocalIssuer> start(Vertx vertx, int port, Clock clock, List<SampleCaller> callers) {
        return vertx.executeBlocking(() -> IssuerKey.generate(vertx))
                .map(key -> new LocalIssuer(vertx, clock, key, callers))
                .compose(issuer -> issuer.listen(port).map(issuer));
    }

    private Future<HttpServer> listen(int port) {
        return server.requestHandler(router()).listen(port, "127.0.0.1");
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(this::refuseBrowsers);
        router.get(TENANT_PATH + "/.well-known/openid-configuration").handler(this::discover);
        router.get(TENANT_PATH + "/keys").handler(this::listKeys);
        router.post("/token").handler(BodyHandler.create(false).setBodyLimit(MAXIMUM_FORM));
        router.post("/token").handler(this::mint);
        router.get("/token/:caller").handler(this::mintForCaller);
        router.post("/rotate").handler(this::rotate);
        return router;
    }

    /** A web page may send requests here, also under a name that it lets resolve to 127.0.0.1: Host and Origin tell. */
    private void refuseBrowsers(RoutingContext context) {
        // HTTP/2 names it in a pseudo-header.
        String host = String.valueOf(context.request().authority());
        boolean direct =
                host.equals("127.0.0.1:" + server.actualPort()) || host.equals("localhost:" + server.actualPort());
        boolean page = context.request().headers().contains("Origin")
                || context.request().headers().contains("Sec-Fetch-Site");
        boolean loopback =
                context.request().connection().remoteAddress().hostAddress().equals("127.0.0.1");
        if (direct && loopback && !page) {
            context.response().putHeader("Cache-Control", "no-store");
            context.next();
        } else {
            context.response().setStatusCode(403).end();
        }
    }

    private void discover(RoutingContext context) {
        context.json(new JsonObject()
                .put("issuer", issuer())
                .put("jwks_uri", issuer() + "/keys")
                .put("token_endpoint", url() + "/token")
                .put("response_types_supported", new JsonArray().add("token"))
                .put("subject_types_supported", new JsonArray().add("pairwise"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256")));
    }

    private void listKeys(RoutingContext context) {
        var list = new JsonArray();
        keys.forEach(key -> list.add(key.jwk(issuer())));
        context.json(new JsonObject().put("keys", list));
    }

    private void mint(RoutingContext context) {
        try {
            TokenRequest request = TokenRequest.of(context.request().formAttributes());
            context.json(new JsonObject()
                    .put("token_type", "Bearer")
                    .put("expires_in", request.lifetime())
                    .put("access_token", sign(request)));
        } catch (IllegalArgumentException e) {
            // RFC 6749, section 5.2.
            context.response().setStatusCode(400);
            context.json(new JsonObject().put("error", "invalid_request").put("error_description", e.getMessage()));
        }
    }

    private void mintForCaller(RoutingContext context) {
        callers.stream()
                .filter(caller -> caller.name().equals(context.pathParam("caller")))
                .findFirst()
                .ifPresentOrElse(
                        caller -> context.response()
                                .putHeader("Content-Type", "text/plain")
                                .end(sign(TokenRequest.of(caller))),
                        () -> context.response().setStatusCode(404).end(noSuchCaller()));
    }

    private String noSuchCaller() {
        return "No such caller (known: "
                + callers.stream().map(SampleCaller::name).collect(Collectors.joining(", ")) + ")\n";
    }

    /** The newest key signs from now on. The one before stays listed, as with real issuers, unless it is withdrawn. */
    private void rotate(RoutingContext context) {
        String parameter = context.request().getParam("withdraw");
        boolean withdraw = parameter != null && !parameter.equals("false");
        vertx.executeBlocking(() -> IssuerKey.generate(vertx))
                .onSuccess(key -> {
                    keys = Stream.concat(Stream.of(key), keys.stream().limit(withdraw ? 0 : 1))
                            .toList();
                    context.response().setStatusCode(204).end();
                })
                .onFailure(context::fail);
    }

    private String sign(TokenRequest request) {
        return keys.get(0).sign(request.claims(issuer(), TENANT, clock.instant()));
    }

    /** The {@code iss} of its tokens. */
    public String issuer() {
        return url() + TENANT_PATH;
    }

    /** Where it listens: {@code http://127.0.0.1:<port>}. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Where a caller's token is, for {@code curl -s}: {@code <url>/token/<name>}. */
    public String tokenUrl(SampleCaller caller) {
        return url() + "/token/" + caller.name();
    }

    /** Replaces the sample callers. */
    public void callers(List<SampleCaller> callers) {
        this.callers = List.copyOf(callers);
    }

    /** Closes the port. */
    public Future<Void> stop() {
        return server.close();
    }
}
