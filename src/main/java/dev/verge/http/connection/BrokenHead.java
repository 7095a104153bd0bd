package dev.verge.http.connection;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** A request whose head does not hold: nobody can say where it ends, so nothing behind it may be read. */
public final class BrokenHead {
    private BrokenHead() {}

    /** Whether this is one. */
    public static boolean in(HttpServerRequest request) {
        return request.decoderResult().isFailure();
    }

    /** Whether a request of HTTP/2 has more fields than it may have; its connection can go on. */
    public static boolean isTooLarge(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2 && HeaderLimit.isMarked(request);
    }

    /** Why it could not be read. */
    public static Problem problem(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        if (cause instanceof ProblemException known) {
            return known.problem();
        }
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(ProblemType.URI_TOO_LONG);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(ProblemType.HEADERS_TOO_LARGE);
        }
        return Problem.of(ProblemType.MALFORMED_REQUEST);
    }
}
