package dev.verge.http;

import dev.verge.auth.token.Caller;
import dev.verge.contract.Answer;
import dev.verge.contract.Operation;
import dev.verge.contract.OperationExtension;
import dev.verge.contract.RequestHead;
import dev.verge.contract.Security;
import dev.verge.endpoint.Admission;
import dev.verge.endpoint.Endpoint;
import dev.verge.endpoint.EndpointResult;
import dev.verge.http.routing.Templates;
import dev.verge.observation.RequestTrace;
import dev.verge.source.Location;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An endpoint that does what a test says. */
final class FakeEndpoint implements Endpoint {
    interface Answerer {
        Future<EndpointResult> answer(RequestHead head, @Nullable Buffer body);
    }

    private final Operation operation;
    private final Answerer answerer;
    private Future<Admission> admission =
            Future.succeededFuture(new Admission(Caller.ANONYMOUS, RequestTrace.untraced("id"), 0));
    final List<Throwable> dropped = new CopyOnWriteArrayList<>();
    private Duration deadline = Duration.ofSeconds(10);

    FakeEndpoint(String method, String path, Answerer answerer) {
        var location = Location.of("openapi.yaml");
        var answer = new Answer(200, Answer.Shape.ROW, "application/json", null, location);
        var extension = OperationExtension.standard("x.sql");
        this.operation = new Operation(
                method.toLowerCase() + path,
                method,
                Templates.of(path),
                List.of(),
                null,
                answer,
                new Security(List.of()),
                extension,
                location);
        this.answerer = answerer;
    }

    FakeEndpoint refusing(Throwable failure) {
        admission = Future.failedFuture(failure);
        return this;
    }

    FakeEndpoint within(Duration deadline) {
        this.deadline = deadline;
        return this;
    }

    static EndpointResult json(String text) {
        return new EndpointResult(200, "application/json", Buffer.buffer(text));
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public Duration deadline() {
        return deadline;
    }

    @Override
    public Future<Admission> admit(RequestHead head, RequestTrace trace) {
        return admission;
    }

    @Override
    public void drop(Admission admitted, RequestHead head, Throwable failure) {
        dropped.add(failure);
    }

    @Override
    public Future<EndpointResult> serve(
            Admission admitted, RequestHead head, @Nullable Buffer body, Duration left, Future<?> over) {
        // As of a connection to the database: on the event loop, whoever completes it.
        Promise<EndpointResult> answer = ((ContextInternal) Vertx.currentContext()).promise();
        answerer.answer(head, body).onComplete(answer);
        return answer.future();
    }
}
