package dev.verge.http.routing;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two slashes of a request's path. The path is cut before it is decoded, so {@code %2F} is data
 * (RFC 3986, section 2.2), and decoded once.
 *
 * @param raw as it came
 * @param text percent-decoded
 */
record PathSegment(String raw, String text) {

    /** Cuts a path that begins with a slash; fails with {@code MALFORMED_REQUEST} when it is not well-formed. */
    static List<PathSegment> split(String path) {
        var segments = new ArrayList<PathSegment>(8);
        int begin = 1;
        for (int slash = path.indexOf('/', begin); slash >= 0; slash = path.indexOf('/', begin)) {
            segments.add(of(path.substring(begin, slash)));
            begin = slash + 1;
        }
        segments.add(of(path.substring(begin)));
        return segments;
    }

    private static PathSegment of(String raw) {
        var text = raw.indexOf('%') < 0 ? raw : decode(raw);
        if (text.equals(".") || text.equals("..")) {
            throw malformed("The path has a dot segment");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw malformed("The path has a control character");
            }
        }
        return new PathSegment(raw, text);
    }

    private static String decode(String raw) {
        var bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put((byte) (hex(raw, i + 1) << 4 | hex(raw, i + 2)));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed("The path is not UTF-8");
        }
    }

    private static int hex(String raw, int index) {
        int digit = index < raw.length() ? Character.digit(raw.charAt(index), 16) : -1;
        if (digit < 0) {
            throw malformed("The path has an incomplete percent-encoding");
        }
        return digit;
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_REQUEST, detail).exception();
    }

    /** What stands between these texts, still encoded; null when they do not enclose at least one character. */
    @Nullable
    String between(String prefix, String suffix) {
        if (text.length() <= prefix.length() + suffix.length() || !text.startsWith(prefix) || !text.endsWith(suffix)) {
            return null;
        }
        if (prefix.isEmpty() && suffix.isEmpty()) {
            return raw;
        }
        int end = bytes(text) - bytes(suffix);
        return raw.substring(rawIndex(bytes(prefix)), rawIndex(end));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A raw path is ASCII: each of its characters, or each percent triplet, is one byte of the text. */
    private int rawIndex(int bytes) {
        int index = 0;
        for (int i = 0; i < bytes; i++) {
            index += raw.charAt(index) == '%' ? 3 : 1;
        }
        return index;
    }
}
