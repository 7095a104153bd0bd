package dev.verge.http.routing;

import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request in origin or absolute form (RFC 9112, section 3.2).
 *
 * @param path begins with a slash, still encoded
 * @param query without the question mark, still encoded; null when there is none
 */
public record RequestTarget(String path, @Nullable String query) {

    /** Reads a target; fails with {@code URI_TOO_LONG} or {@code MALFORMED_REQUEST}. */
    public static RequestTarget parse(String uri, int maxLength) {
        if (uri.length() > maxLength) {
            throw Problem.of(ProblemType.URI_TOO_LONG).exception();
        }
        checkCharacters(uri);
        int begin = pathBegin(uri);
        int question = uri.indexOf('?', begin);
        var path = question < 0 ? uri.substring(begin) : uri.substring(begin, question);
        var query = question < 0 ? null : uri.substring(question + 1);
        return new RequestTarget(path.isEmpty() ? "/" : path, query);
    }

    private static void checkCharacters(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                throw Problem.of(
                                ProblemType.MALFORMED_REQUEST, "The request target has a character that it must encode")
                        .exception();
            }
        }
    }

    private static int pathBegin(String uri) {
        if (uri.startsWith("/")) {
            return 0;
        }
        boolean absolute = uri.regionMatches(true, 0, "http://", 0, 7) || uri.regionMatches(true, 0, "https://", 0, 8);
        if (!absolute) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST, "The request target is neither a path nor an HTTP URI")
                    .exception();
        }
        return authorityEnd(uri, uri.indexOf("://") + 3);
    }

    private static int authorityEnd(String uri, int begin) {
        int end = begin;
        while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
            end++;
        }
        if (end == begin) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST, "The request target names no host")
                    .exception();
        }
        return end;
    }
}
