package dev.verge.management;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets operators pass: whoever has the token, from anywhere, and programs on this machine. Others learn nothing, not even
 * what there is.
 */
final class OperatorAccess implements Handler<RoutingContext> {
    private static final String SCHEME = "bearer ";
    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /**
     * What pages of a browser send, which may come from anywhere, and proxies, whose callers may: for both, that the
     * connection begins on this machine means nothing.
     */
    private static final List<String> STRANGERS =
            List.of("Origin", "Sec-Fetch-Site", "Forwarded", "X-Forwarded-For", "Via");

    private final Supplier<@Nullable String> tokens;

    /** Lets pass who has the token of the moment; null for none. */
    OperatorAccess(Supplier<@Nullable String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> credentials = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        String token = tokens.get();
        boolean passes =
                (token != null && !credentials.isEmpty()) ? isProof(credentials, token) : isProgramHere(request);
        if (passes) {
            context.next();
        } else if (token == null) {
            Reply.refuse(context, 403, "Only this machine may do this");
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"management\"");
            Reply.refuse(context, 401, "The operators' token is required");
        }
    }

    /** The time that it takes does not tell how much of a guess is right. */
    private static boolean isProof(List<String> credentials, String token) {
        String first = credentials.get(0);
        // Header fields hold bytes, each of them as a character.
        return credentials.size() == 1
                && first.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        first.substring(SCHEME.length()).getBytes(StandardCharsets.ISO_8859_1),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    /** A page can be served under a name that it lets resolve to this machine; the name is in Host. */
    private static boolean isProgramHere(HttpServerRequest request) {
        HostAndPort named = request.authority();
        MultiMap headers = request.headers();
        return isLoopback(request.connection().remoteAddress().hostAddress())
                && named != null
                && LOOPBACK_NAMES.contains(named.host())
                && STRANGERS.stream().noneMatch(headers::contains);
    }

    static boolean isLoopback(@Nullable String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
