package dev.verge.feature;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The curl commands that people are shown, run without a shell and without curl. */
final class Curl {
    private static final Pattern COMMAND = Pattern.compile("curl -s (-X (?<method>[A-Z]+) )?"
            + "(-H \"Authorization: Bearer \\$\\(curl -s (?<token>[^ )]+)\\)\" )?"
            + "(-H 'Content-Type: (?<type>[^']+)' -d '(?<body>[^']*)' )?"
            + "(?<quote>'?)(?<url>http[^ ']+)\\k<quote>");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Curl() {}

    /** Whether a line is such a command. */
    static boolean isCommand(String line) {
        return COMMAND.matcher(line).matches();
    }

    /**
     * Runs a command.
     *
     * @param locate where each URL in it really is
     */
    static HttpResponse<String> run(String command, UnaryOperator<String> locate)
            throws IOException, InterruptedException {
        Matcher parts = COMMAND.matcher(command);
        if (!parts.matches()) {
            throw new AssertionError("not one of our curl commands: " + command);
        }
        var request = HttpRequest.newBuilder(URI.create(locate.apply(parts.group("url"))));
        String body = parts.group("body");
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        request.method(parts.group("method") == null ? "GET" : parts.group("method"), publisher);
        if (body != null) {
            request.header("Content-Type", parts.group("type"));
        }
        if (parts.group("token") != null) {
            var token = HttpRequest.newBuilder(URI.create(locate.apply(parts.group("token"))));
            request.header("Authorization", "Bearer " + send(token).body());
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
