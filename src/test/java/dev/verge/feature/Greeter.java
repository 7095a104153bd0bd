package dev.verge.feature;

import dev.verge.endpoint.OperationHandler;
import dev.verge.endpoint.OperationRequest;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Greets; what it is asked decides how. */
public final class Greeter implements OperationHandler {
    /** The threads that it was called on. */
    static final List<String> THREADS = new CopyOnWriteArrayList<>();

    @Override
    public String operationId() {
        return "greet";
    }

    @Override
    public Future<JsonObject> handle(OperationRequest request) {
        THREADS.add(Thread.currentThread().getName());
        String name = (String) request.parameters().get("name");
        return switch (name) {
            case "nobody" -> Future.succeededFuture();
            case "secret" -> Future.failedFuture(new IllegalStateException("the cellar key"));
            case "bug" -> throw new IllegalStateException("the cellar key");
            case "taken" -> Future.failedFuture(Problem.of(ProblemType.CONFLICT).exception());
            default ->
                Future.succeededFuture(new JsonObject()
                        .put(
                                "greeting",
                                "Hello " + name + " from " + request.caller().objectId()));
        };
    }

    /** Claims the same operation once more. */
    public static final class Rival implements OperationHandler {
        @Override
        public String operationId() {
            return "greet";
        }

        @Override
        public Future<JsonObject> handle(OperationRequest request) {
            return Future.succeededFuture();
        }
    }

    /** Claims an operation that no contract has. */
    public static final class Stray implements OperationHandler {
        @Override
        public String operationId() {
            return "great";
        }

        @Override
        public Future<JsonObject> handle(OperationRequest request) {
            return Future.succeededFuture();
        }
    }
}
