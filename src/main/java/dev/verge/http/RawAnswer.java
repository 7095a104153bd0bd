package dev.verge.http;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import java.nio.charset.StandardCharsets;

/** An answer to what never became a request, as the bytes of an HTTP/1.1 message that ends its connection. */
final class RawAnswer {
    private RawAnswer() {}

    static byte[] of(ProblemType type, String requestId) {
        var document = ProblemDocument.of(Problem.of(type), requestId);
        var text = "HTTP/1.1 " + type.status() + " \r\nContent-Type: " + ProblemDocument.CONTENT_TYPE
                + "\r\nContent-Length: " + document.length() + "\r\nX-Request-Id: " + requestId
                + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
                + document;
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
