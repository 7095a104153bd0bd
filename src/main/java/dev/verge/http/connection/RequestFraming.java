package dev.verge.http.connection;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.net.HostAndPort;

/** What must hold before the fields of an HTTP/1 request mean anything (RFC 9112, sections 2.3, 3.2 and 6.1). */
final class RequestFraming {
    private RequestFraming() {}

    /** Fails with {@code MALFORMED_REQUEST} when nobody can say what this request is, or where it ends. */
    static void check(HttpRequest request) {
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (!old && !spoken(request.protocolVersion())) {
            throw malformed("The HTTP version is not supported");
        }
        checkNames(request.headers());
        checkHost(request.headers(), old);
        checkTransferEncoding(request.headers(), old);
    }

    /** Case matters (RFC 9112, section 2.3): the decoder makes {@code http/1.1} equal, but not the constant. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean spoken(HttpVersion version) {
        return version == HttpVersion.HTTP_1_1;
    }

    /** The decoder lets a line pass that begins with a colon; a field's name has at least one character. */
    private static void checkNames(HttpHeaders fields) {
        if (fields.contains("")) {
            throw malformed("A field has no name");
        }
    }

    /** Host names exactly one authority; HTTP/1.0 may leave it out. */
    private static void checkHost(HttpHeaders fields, boolean optional) {
        var hosts = fields.getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty() && optional) {
            return;
        }
        if (hosts.size() != 1 || hosts.get(0).isEmpty() || HostAndPort.parseAuthority(hosts.get(0), -1) == null) {
            throw malformed("The request must have one valid Host field");
        }
    }

    /** A coding that is not understood hides where the request ends: what follows could be taken for another one. */
    private static void checkTransferEncoding(HttpHeaders fields, boolean old) {
        var codings = fields.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return;
        }
        boolean chunked = codings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                        codings.get(0).strip());
        if (!chunked || old) {
            throw malformed("The transfer coding is not supported");
        }
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_REQUEST, detail).exception();
    }
}
