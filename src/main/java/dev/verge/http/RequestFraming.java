package dev.verge.http;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.http.HttpServerRequestInternal;

/** What must hold before the fields of a request mean anything (RFC 9112, sections 2.3, 3.2 and 6.1). */
final class RequestFraming {
    private RequestFraming() {}

    static void check(HttpServerRequest request) {
        if (request.version() == null) {
            throw malformed("The HTTP version is not supported");
        }
        checkNames(request);
        checkHost(request);
        checkTransferEncoding(request);
    }

    /** The decoder lets a line pass that begins with a colon; a field's name has at least one character. */
    private static void checkNames(HttpServerRequest request) {
        if (request.headers().contains("")) {
            throw malformed("A field has no name");
        }
    }

    /** Host names exactly one authority; HTTP/1.0 may leave it out. */
    private static void checkHost(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            if (request.authority() == null) {
                throw malformed("The request names no authority");
            }
            return;
        }
        var hosts = request.headers().getAll(HttpHeaders.HOST);
        boolean optional = request.version() == HttpVersion.HTTP_1_0;
        if (hosts.isEmpty() && optional) {
            return;
        }
        if (hosts.size() != 1 || !((HttpServerRequestInternal) request).isValidAuthority()) {
            throw malformed("The request must have one valid Host field");
        }
    }

    /** A coding that is not understood hides where the request ends: what follows could be taken for another one. */
    private static void checkTransferEncoding(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return;
        }
        var codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return;
        }
        boolean chunked = codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
        if (!chunked || request.version() == HttpVersion.HTTP_1_0) {
            throw malformed("The transfer coding is not supported");
        }
    }

    /** Whether nobody can say where this request ends, so that nothing behind it may be read. */
    static boolean broken(HttpServerRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return true;
        }
        try {
            checkTransferEncoding(request);
            return false;
        } catch (ProblemException e) {
            return true;
        }
    }

    /** Why a request could not be read. */
    static Problem problem(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(ProblemType.URI_TOO_LONG);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(ProblemType.HEADERS_TOO_LARGE);
        }
        return Problem.of(ProblemType.MALFORMED_REQUEST);
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_REQUEST, detail).exception();
    }
}
