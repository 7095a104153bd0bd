package dev.verge.endpoint.serving;

import dev.verge.auth.ResourceMetadata;
import dev.verge.auth.token.Caller;
import dev.verge.contract.Answer;
import dev.verge.contract.Operation;
import dev.verge.contract.OperationExtension;
import dev.verge.contract.PathTemplate;
import dev.verge.contract.RequestHead;
import dev.verge.contract.Security;
import dev.verge.endpoint.Admission;
import dev.verge.endpoint.Endpoint;
import dev.verge.endpoint.EndpointResult;
import dev.verge.observation.RequestTrace;
import dev.verge.source.Location;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells clients where to get a token (RFC 9728): the one route that is not the contract's. Open to everyone. */
final class MetadataEndpoint implements Endpoint {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String JSON = "application/json";

    private final Operation operation;
    private final EndpointResult answer;

    MetadataEndpoint(ResourceMetadata metadata) {
        Location location = Location.of("RFC 9728");
        this.operation = new Operation(
                "oauth-protected-resource",
                "GET",
                template(metadata.path()),
                List.of(),
                null,
                new Answer(200, Answer.Shape.ROW, JSON, null, location),
                new Security(List.of()),
                OperationExtension.standard(""),
                location);
        this.answer = new EndpointResult(
                200,
                JSON,
                metadata.document().toBuffer(),
                Map.of("Cache-Control", "public, max-age=3600", "Access-Control-Allow-Origin", "*"));
    }

    private static PathTemplate template(String path) {
        var segments = Arrays.stream(path.substring(1).split("/", -1))
                .map(text -> new PathTemplate.Segment(text, null, ""))
                .toList();
        return new PathTemplate(path, segments);
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public Duration deadline() {
        return DEADLINE;
    }

    @Override
    public Future<Admission> admit(RequestHead head, RequestTrace trace) {
        return Future.succeededFuture(new Admission(Caller.ANONYMOUS, trace, 0));
    }

    /** Decided nothing, so there is nothing to tell. */
    @Override
    public void drop(Admission admission, RequestHead head, Throwable failure) {}

    @Override
    public Future<EndpointResult> serve(
            Admission admission, RequestHead head, @Nullable Buffer body, Duration left, Future<?> over) {
        return Future.succeededFuture(answer);
    }
}
