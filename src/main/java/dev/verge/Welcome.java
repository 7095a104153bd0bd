package dev.verge;

import dev.verge.development.SampleCaller;
import java.nio.file.Path;
import java.util.List;

/** What the dev mode prints when everything is up. */
record Welcome(Path conf, Server server, Surroundings surroundings) {

    String text(List<SampleCaller> callers) {
        var text = new StringBuilder("\nVerge is up in dev mode; Ctrl-C stops everything.\n\n");
        line(text, "API", server.url(), operations() + ", saved changes under " + conf + " are served at once");
        line(text, "probes", "http://127.0.0.1:" + server.managementPort(), "/live, /ready, /metrics, /keys");
        line(text, "issuer", surroundings.issuer().url(), "POST /token mints, POST /rotate rotates the key");
        line(
                text,
                "PostgreSQL",
                surroundings.database().url(),
                "user " + surroundings.database().user() + ", filled from " + conf.resolve("dev"));
        return text.append(callers.isEmpty() ? forAnyone() : forEach(callers)).toString();
    }

    private String operations() {
        int number = server.operations().size();
        return number == 1 ? "1 operation" : number + " operations";
    }

    private static void line(StringBuilder text, String name, String where, String what) {
        text.append(String.format("  %-11s %s  (%s)%n", name, where, what));
    }

    private String forEach(List<SampleCaller> callers) {
        var text = new StringBuilder("\nTry it as\n");
        int width = callers.stream()
                .mapToInt(caller -> caller.name().length())
                .max()
                .orElseThrow();
        for (SampleCaller caller : callers) {
            text.append(String.format("  %-" + width + "s  %s%n", caller.name(), command(caller)));
        }
        return text.toString();
    }

    private String forAnyone() {
        return DerivedCallers.publicPath(server.operations())
                .map(path -> "\nTry it\n  curl -s " + quoted(server.url() + path) + "\n")
                .orElse("");
    }

    /** Works when pasted into a shell: the token is fetched anew each time, so it never is an expired one. */
    private String command(SampleCaller caller) {
        String[] request = caller.request().split(" ", 2);
        String method = request[0].equals("GET") ? "" : "-X " + request[0] + " ";
        String token =
                "-H \"Authorization: Bearer $(curl -s " + surroundings.issuer().tokenUrl(caller) + ")\" ";
        String body =
                caller.body() == null ? "" : "-H 'Content-Type: application/json' -d " + quoted(caller.body()) + " ";
        return "curl -s " + method + token + body + quoted(server.url() + request[1]);
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9:/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
