package dev.verge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** A URL that keys may be fetched from: https, or plain http on this machine, where nobody can listen in. */
public final class SafeUrl {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    private SafeUrl() {}

    /** Whether it is one; credentials, query and fragment have no place in it. */
    public static boolean isSafe(String url) {
        try {
            var uri = new URI(url);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme()) || isPlainLoopback(uri));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it is plain http to this machine, as the dev mode's issuer is. */
    public static boolean isPlainLoopback(URI uri) {
        return "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
    }
}
