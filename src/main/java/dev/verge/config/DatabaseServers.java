package dev.verge.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a database is (PostgreSQL documentation, "Connection URIs", "Specifying Multiple Hosts").
 *
 * @param hosts its servers, in the order in which they are tried; empty when it cannot be told, which is a mistake
 * @param path the database's name as it stands in a URL
 * @param target which of them will do
 * @param random whether the first one to be tried is any of them
 */
public record DatabaseServers(List<Host> hosts, String path, Target target, boolean random) {

    /** Takes a copy. */
    public DatabaseServers {
        hosts = List.copyOf(hosts);
    }

    /**
     * One server.
     *
     * @param name its name or address; one of IPv6 without brackets
     */
    public record Host(String name, int port) {
        /** As in a URL. */
        @Override
        public String toString() {
            return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
        }
    }

    /** What a server has to be; the words are those of libpq's {@code target_session_attrs}. */
    public enum Target {
        /** Whatever answers. */
        ANY,
        /** One that takes changes. */
        READ_WRITE,
        /** One that takes none. */
        READ_ONLY,
        /** One that follows no other. */
        PRIMARY,
        /** One that follows another. */
        STANDBY,
        /** A standby, and whatever answers when there is none. */
        PREFER_STANDBY;

        /** The word in a URL. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The database's name. */
    public String database() {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The URL without credentials; empty when there is none. */
    public String url() {
        if (hosts.isEmpty()) {
            return "";
        }
        String parameters = (target == Target.ANY ? "" : "&target_session_attrs=" + target.word())
                + (random ? "&load_balance_hosts=random" : "");
        return "postgresql://" + hosts.stream().map(Host::toString).collect(Collectors.joining(",")) + "/" + path
                + parameters.replaceFirst("&", "?");
    }

    @Override
    public String toString() {
        return url();
    }
}
