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
    private LargeAnswers.@Nullable Turn turn;

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
                .onComplete(exchange::succeed, exchange::fail)
                .onComplete(written -> endTurn());
    }

    private Future<EndpointResult> answer(Exchange exchange, RequestHead head, Admission admission) {
        return body(exchange, head, admission)
                .compose(body -> turn(exchange, body))
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

    /** Gives the body back when it is this request's turn. */
    private Future<@Nullable Buffer> turn(Exchange exchange, @Nullable Buffer body) {
        var room = exchange.room(endpoint.operation());
        return room == null
                ? Future.succeededFuture(body)
                : room.map(begun -> {
                            turn = begun;
                            return body;
                        })
                        .recover(refused -> exchange.decided()
                                ? Future.failedFuture("nobody waits")
                                : Future.failedFuture(refused));
    }

    private void endTurn() {
        if (turn != null) {
            turn.end();
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
