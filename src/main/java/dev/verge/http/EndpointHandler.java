package dev.verge.http;

import dev.verge.contract.RequestHead;
import dev.verge.endpoint.Admission;
import dev.verge.endpoint.Endpoint;
import dev.verge.endpoint.EndpointResult;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The story of one request that has an endpoint. */
final class EndpointHandler {
    private final Endpoint endpoint;

    EndpointHandler(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    void handle(Exchange exchange, Map<String, String> pathParameters, @Nullable String query) {
        exchange.serve(
                endpoint.operation(),
                PreferredWait.within(endpoint.deadline(), exchange.request().headers()));
        var head = new RequestHead(pathParameters, query, exchange.request().headers());
        endpoint.admit(head, exchange.trace())
                .compose(admission -> answer(exchange, head, admission))
                .onComplete(exchange::succeed, exchange::fail);
    }

    private Future<EndpointResult> answer(Exchange exchange, RequestHead head, Admission admission) {
        return body(exchange, head, admission)
                .onFailure(failure -> endpoint.drop(admission, head, failure))
                .compose(body -> endpoint.serve(admission, head, body, exchange.left(), exchange.over()));
    }

    /** The body is asked for only now that the caller is admitted, and only when somebody still waits. */
    private Future<@Nullable Buffer> body(Exchange exchange, RequestHead head, Admission admission) {
        if (exchange.decided()) {
            return Future.failedFuture("nobody waits");
        }
        try {
            exchange.count(exchange.rates().caller(admission.caller()));
            checkAccept(head);
            checkExpectation(head);
            return exchange.body().read();
        } catch (ProblemException e) {
            return Future.failedFuture(e);
        }
    }

    private void checkAccept(RequestHead head) {
        var contentType = endpoint.operation().answer().contentType();
        if (contentType != null && !MediaRanges.accept(head.headers(), contentType)) {
            throw Problem.of(ProblemType.NOT_ACCEPTABLE, "The answer is " + contentType)
                    .exception();
        }
    }

    private static void checkExpectation(RequestHead head) {
        var expectation = head.headers().get(HttpHeaders.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw Problem.of(ProblemType.EXPECTATION_FAILED).exception();
        }
    }
}
