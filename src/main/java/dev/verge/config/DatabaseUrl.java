package dev.verge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A database URL taken apart (PostgreSQL documentation, "Connection URIs").
 *
 * @param location the URL without credentials
 * @param user the user in it; null without
 * @param password the password in it; null without
 */
record DatabaseUrl(
        String location, @Nullable String user, @Nullable String password) {

    /** The parts; null when it is not a database URL of one host, or has parameters. */
    static @Nullable DatabaseUrl parse(String url) {
        try {
            URI uri = new URI(url);
            boolean database = uri.getPath() != null && uri.getPath().matches("/[^/]+");
            boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (!scheme
                    || uri.getHost() == null
                    || !database
                    || uri.getRawQuery() != null
                    || uri.getFragment() != null) {
                return null;
            }
            int port = uri.getPort() < 0 ? 5432 : uri.getPort();
            String location = "postgresql://" + uri.getHost() + ":" + port + uri.getRawPath();
            String credentials = uri.getRawUserInfo();
            if (credentials == null) {
                return new DatabaseUrl(location, null, null);
            }
            int colon = credentials.indexOf(':');
            return colon < 0
                    ? new DatabaseUrl(location, decode(credentials), null)
                    : new DatabaseUrl(
                            location,
                            decode(credentials.substring(0, colon)),
                            decode(credentials.substring(colon + 1)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The URL with whatever may be a password left out. */
    static String mask(String url) {
        return url.replaceAll("//.*@", "//***@");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
