package dev.verge.config;

import dev.verge.config.DatabaseServers.Host;
import dev.verge.config.DatabaseServers.Target;
import dev.verge.config.reading.SettingsReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database URL taken apart (PostgreSQL documentation, "Connection URIs").
 *
 * @param servers the URL without credentials
 * @param user the user in it; null without
 * @param password the password in it; null without
 */
record DatabaseUrl(
        DatabaseServers servers,
        @Nullable String user,
        @Nullable String password) {
    private static final String EXPECTED = "postgresql://host:port/database";
    private static final Pattern URL =
            Pattern.compile("postgres(?:ql)?://(?:([^/?#@]*)@)?([^/?#@]+)/([^/?#@]+)(?:\\?([^#]*))?");
    private static final Map<String, Target> TARGETS =
            Stream.of(Target.values()).collect(Collectors.toMap(Target::word, Function.identity()));
    private static final Map<String, Boolean> BALANCES = Map.of("disable", false, "random", true);
    private static final int PORT = 5432;

    /** The URL of a setting; one without hosts, and a mistake, when it is none. */
    static DatabaseUrl read(SettingsReader reader, String key, String url) {
        try {
            return parse(url);
        } catch (URISyntaxException | IllegalArgumentException e) {
            String expected = e instanceof Refusal refusal ? String.valueOf(refusal.getMessage()) : EXPECTED;
            reader.mistake(key, mask(url), expected);
            return new DatabaseUrl(new DatabaseServers(List.of(), "", Target.ANY, false), null, null);
        }
    }

    /** The message says what was expected. */
    private static final class Refusal extends IllegalArgumentException {
        Refusal(String expected) {
            super(expected);
        }
    }

    private static DatabaseUrl parse(String url) throws URISyntaxException {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new Refusal(EXPECTED);
        }
        decode(parts.group(3));
        Map<String, String> parameters = parameters(parts.group(4));
        var servers = new DatabaseServers(
                hosts(parts.group(2)),
                parts.group(3),
                choice(parameters, "target_session_attrs", TARGETS, Target.ANY),
                choice(parameters, "load_balance_hosts", BALANCES, false));
        if (!parameters.isEmpty()) {
            throw new Refusal("no other parameters than target_session_attrs and load_balance_hosts");
        }
        String credentials = parts.group(1);
        if (credentials == null) {
            return new DatabaseUrl(servers, null, null);
        }
        int colon = credentials.indexOf(':');
        return colon < 0
                ? new DatabaseUrl(servers, decode(credentials), null)
                : new DatabaseUrl(
                        servers, decode(credentials.substring(0, colon)), decode(credentials.substring(colon + 1)));
    }

    private static List<Host> hosts(String text) throws URISyntaxException {
        var hosts = new ArrayList<Host>();
        for (String each : text.split(",", -1)) {
            URI host = new URI("postgresql://" + each);
            if (host.getHost() == null) {
                throw new Refusal(EXPECTED);
            }
            hosts.add(new Host(host.getHost().replaceAll("[\\[\\]]", ""), host.getPort() < 0 ? PORT : host.getPort()));
        }
        return hosts;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new TreeMap<String, String>();
        for (String each : query == null ? new String[0] : query.split("&", -1)) {
            int equals = each.indexOf('=');
            parameters.put(each.substring(0, Math.max(equals, 0)), decode(each.substring(equals + 1)));
        }
        return parameters;
    }

    /** Takes one out. */
    private static <T> T choice(Map<String, String> parameters, String name, Map<String, T> choices, T standard) {
        String word = parameters.remove(name);
        if (word == null) {
            return standard;
        }
        T choice = choices.get(word);
        if (choice == null) {
            throw new Refusal(name + " of "
                    + String.join(" or ", choices.keySet().stream().sorted().toList()));
        }
        return choice;
    }

    /** The URL with whatever may be a password left out. */
    static String mask(String url) {
        return url.replaceAll("//.*@", "//***@");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
