package dev.verge.contract.request.body;

import dev.verge.contract.MediaType;
import dev.verge.contract.RequestBody;
import dev.verge.contract.RequestHead;
import dev.verge.contract.request.text.JsonReader;
import dev.verge.contract.request.text.Texts;
import dev.verge.contract.request.text.UnreadableException;
import dev.verge.contract.schema.Schema;
import dev.verge.contract.schema.evaluation.Finding;
import dev.verge.contract.schema.value.Budget;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.problem.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an operation. An operation that declares none reads none: an empty one is passed over, any other is
 * a violation, because a caller who sends one believes that it counts.
 */
public final class BodyValidator {
    private final @Nullable RequestBody declared;

    /** Prepares the reading of the body that an operation declares; null when it declares none. */
    public BodyValidator(@Nullable RequestBody declared) {
        this.declared = declared;
    }

    /** Checks media type and content coding of a request that announces a body. */
    public void checkHead(RequestHead head) {
        if (declared == null) {
            return;
        }
        String coding = head.headers().get(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.isBlank() && !coding.trim().equalsIgnoreCase("identity")) {
            throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The content coding is not supported; send none")
                    .withHeader("Accept-Encoding", "identity")
                    .exception();
        }
        List<String> types = head.headers().getAll(HttpHeaders.CONTENT_TYPE);
        if (types.size() > 1) {
            throw unsupported(declared);
        } else if (types.size() == 1) {
            if (schema(declared, MediaType.of(types.get(0))) == null) {
                throw unsupported(declared);
            }
        } else if (announcesBody(head)) {
            throw unsupported(declared);
        }
    }

    private static boolean announcesBody(RequestHead head) {
        String length = head.headers().get(HttpHeaders.CONTENT_LENGTH);
        return head.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    private static ProblemException unsupported(RequestBody declared) {
        String types = String.join(", ", declared.content().keySet());
        return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type is not one of: " + types)
                .withHeader("Accept", types)
                .exception();
    }

    /** The schema of the range that names a media type most exactly; null when none does or it cannot be read. */
    private static @Nullable Schema schema(RequestBody declared, MediaType type) {
        Schema best = null;
        int bestMatch = 0;
        boolean readable = (type.isJson() || type.isForm() || type.isText())
                && type.encoding().isPresent();
        for (Map.Entry<String, Schema> range : declared.content().entrySet()) {
            int match = readable ? type.match(range.getKey()) : 0;
            if (match > bestMatch) {
                bestMatch = match;
                best = range.getValue();
            }
        }
        return best;
    }

    /** The body with defaults, null without; what is wrong with it is added to the violations. */
    public @Nullable Object read(RequestHead head, @Nullable Buffer body, Budget budget, List<Violation> violations) {
        boolean empty = body == null || body.length() == 0;
        if (declared == null) {
            if (!empty) {
                violations.add(new Violation("body", "", "is not known (expected: none)"));
            }
            return null;
        }
        if (empty) {
            if (declared.required()) {
                violations.add(new Violation("body", "", "is missing"));
            }
            return null;
        }
        String field = head.headers().get(HttpHeaders.CONTENT_TYPE);
        MediaType type = MediaType.of(field == null ? "" : field);
        Schema schema = schema(declared, type);
        if (schema == null) {
            throw unsupported(declared);
        }
        return read(type, schema, Objects.requireNonNull(body), budget, violations);
    }

    private static @Nullable Object read(
            MediaType type, Schema schema, Buffer body, Budget budget, List<Violation> violations) {
        int before = violations.size();
        try {
            Object content = parse(type, schema, body, violations);
            if (violations.size() > before) {
                return null;
            }
            Schema.Checked checked = schema.check(content, budget);
            for (Finding each : checked.findings()) {
                violations.add(new Violation("body", Texts.storable(each.pointer()), each.detail()));
            }
            return checked.value();
        } catch (UnreadableException e) {
            violations.add(
                    new Violation("body", e.finding().pointer(), e.finding().detail()));
            return null;
        }
    }

    private static @Nullable Object parse(MediaType type, Schema schema, Buffer body, List<Violation> violations) {
        if (type.isJson()) {
            return JsonReader.read(body);
        }
        String text = Texts.decode(body.getBytes(), type.encoding().orElseThrow());
        if (type.isForm()) {
            return FormReader.read(text, schema.shape(), violations);
        }
        return Texts.checked(text);
    }
}
