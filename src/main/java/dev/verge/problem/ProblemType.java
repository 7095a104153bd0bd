package dev.verge.problem;

import java.util.Locale;

/**
 * Every way in which Verge refuses or fails a request: the {@code type}, {@code status} and {@code title} of its
 * problem document (RFC 9457, section 3.1). The README has a section for each.
 */
public enum ProblemType {
    /** The HTTP message itself is wrong: framing, target, header syntax, percent-encoding (RFC 9112). */
    MALFORMED_REQUEST(400, "The request is not well-formed"),
    /** Parameters or body break the contract; {@code errors} lists every violation. */
    INVALID_REQUEST(400, "The request does not match the contract"),
    /** No credentials, or credentials that do not hold (RFC 9110, section 15.5.2). */
    UNAUTHENTICATED(401, "A valid access token is required"),
    /** The caller is known and may not do this. */
    FORBIDDEN(403, "The caller may not do this"),
    /** No operation of the contract has this path. */
    NO_SUCH_ROUTE(404, "Nothing is served at this path"),
    /** The operation found no row, or hides that there is one. */
    NOT_FOUND(404, "The resource does not exist"),
    /** The path is served, the method is not; {@code Allow} lists those that are. */
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    /** The caller accepts no media type that the operation can answer with. */
    NOT_ACCEPTABLE(406, "No acceptable representation exists"),
    /** The caller was too slow in sending the request. */
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    /** The statement ran into a state that it cannot be applied to, such as a unique key that is taken. */
    CONFLICT(409, "The request conflicts with the current state"),
    /** The body is larger than the limit. */
    CONTENT_TOO_LARGE(413, "The body is too large"),
    /** The request target is longer than the limit. */
    URI_TOO_LONG(414, "The request target is too long"),
    /** The body's media type or content coding is none that the operation reads. */
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    /** The request asks for something that cannot be done here, such as an expectation (RFC 9110, section 10.1.1). */
    EXPECTATION_FAILED(417, "The expectation cannot be met"),
    /** The statement refused the content: a check or not-null constraint. */
    UNPROCESSABLE_CONTENT(422, "The content cannot be processed"),
    /** More requests of a caller, or from an address, than its limit; {@code Retry-After} says when one may follow. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** The header section is larger than the limit (RFC 6585, section 5). */
    HEADERS_TOO_LARGE(431, "The header fields are too large"),
    /** A fault of the server; details are in its log under the request id. */
    INTERNAL_ERROR(500, "The server failed"),
    /** No signing keys, no database connection, too much load or going down; {@code Retry-After} says when to return. */
    UNAVAILABLE(503, "The server cannot serve this now"),
    /** The deadline of the operation passed. */
    DEADLINE_EXCEEDED(504, "The deadline passed");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The stable identifier of this entry: {@code urn:verge:problem:} and {@link #slug()}. */
    public String uri() {
        return "urn:verge:problem:" + slug();
    }

    /** The entry's name in lower case with hyphens, also its anchor in the README. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that goes with this entry unless an operation declares another. */
    public int status() {
        return status;
    }

    /** One sentence that is the same for every occurrence. */
    public String title() {
        return title;
    }
}
