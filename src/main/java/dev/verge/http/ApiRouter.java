package dev.verge.http;

import dev.verge.config.HttpSettings;
import dev.verge.endpoint.Endpoint;
import dev.verge.http.connection.BrokenHead;
import dev.verge.http.limit.Limits;
import dev.verge.http.routing.RequestTarget;
import dev.verge.http.routing.Routes;
import dev.verge.observation.Observer;
import dev.verge.observation.Tracing;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Finds the endpoint of a request by its path and method. One for each event loop; every method is called on that loop.
 */
public final class ApiRouter implements Handler<HttpServerRequest> {
    private final LoopContext loop;
    private final FailureHandler failures;
    private Routes routes;

    /**
     * Serves these endpoints.
     *
     * @param limits how much may be asked
     * @param tracing which requests are recorded, and whether answers tell where their time went
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime()}
     * @param random where request identifiers come from
     */
    public ApiRouter(
            Vertx vertx,
            List<Endpoint> endpoints,
            HttpSettings settings,
            Limits limits,
            Observer observer,
            Tracing.Choice tracing,
            LongSupplier nanoTime,
            LongSupplier random) {
        this.loop = new LoopContext(vertx, settings, limits, observer, tracing, nanoTime, random);
        this.failures = new FailureHandler(observer);
        this.routes = Routes.of(endpoints);
    }

    /** Serves these endpoints, with these limits, from the next request on; requests in flight finish on theirs. */
    public void replace(List<Endpoint> endpoints, HttpSettings settings) {
        routes = Routes.of(endpoints);
        loop.settings(settings);
    }

    @Override
    public void handle(HttpServerRequest request) {
        var exchange = Exchange.begin(request, loop, failures);
        try {
            exchange.enter();
            exchange.count(loop.limits().rates().address(request));
            checkHead(request);
            route(exchange);
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    /** Answers a request that could not be read: its line, its fields or its framing are wrong or too long. */
    void handleInvalid(HttpServerRequest request) {
        Exchange.begin(request, loop, failures).fail(BrokenHead.problem(request).exception());
    }

    /** How long the head of a request may take now. */
    Duration headerTimeout() {
        return loop.settings().headerTimeout();
    }

    /** What is said to a caller whose head took too long. */
    byte[] lateHead() {
        return RawAnswer.of(ProblemType.REQUEST_TIMEOUT, loop.requestIds().acceptOrCreate(null));
    }

    Limits limits() {
        return loop.limits();
    }

    /** Announces to callers that their connections are about to close. */
    void drain() {
        loop.drain();
    }

    /** Of HTTP/1 the connection asks it. */
    private static void checkHead(HttpServerRequest request) {
        if (BrokenHead.isTooLarge(request)) {
            throw Problem.of(ProblemType.HEADERS_TOO_LARGE).exception();
        }
        if (request.version() == HttpVersion.HTTP_2 && request.authority() == null) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST, "The request names no authority")
                    .exception();
        }
    }

    private void route(Exchange exchange) {
        var method = exchange.request().method().name();
        if (method.equals("CONNECT")) {
            throw methodNotAllowed(routes.allowAnywhere());
        }
        if (method.equals("OPTIONS") && exchange.request().uri().equals("*")) {
            allow(exchange, routes.allowAnywhere());
            return;
        }
        var target =
                RequestTarget.parse(exchange.request().uri(), loop.settings().maxUriLength());
        var match = routes.find(target.path());
        if (match == null) {
            throw Problem.of(ProblemType.NO_SUCH_ROUTE).exception();
        }
        var endpoint = match.resource().endpoint(method);
        if (endpoint != null) {
            new EndpointHandler(endpoint).handle(exchange, match.parameters(), target.query());
        } else if (method.equals("OPTIONS")) {
            allow(exchange, match.resource().allow());
        } else {
            throw methodNotAllowed(match.resource().allow());
        }
    }

    /** Nobody asks for the body of OPTIONS; it may be there, and what is behind it is the next request. */
    private static void allow(Exchange exchange, String methods) {
        exchange.body().read().onComplete(read -> exchange.allow(methods), exchange::fail);
    }

    private static ProblemException methodNotAllowed(String allow) {
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED)
                .withHeader("Allow", allow)
                .exception();
    }
}
