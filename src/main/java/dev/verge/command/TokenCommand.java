package dev.verge.command;

import dev.verge.StartException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = TokenExplainCommand.class,
        description = "Prints an access token of the running dev mode's issuer.")
final class TokenCommand implements Callable<Integer> {
    @Option(names = "--role", paramLabel = "ROLE", description = "A role of the caller; may be repeated.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "A scope of the caller; may be repeated (default: access_as_user).")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--oid", paramLabel = "GUID", description = "The caller's object id (default: a new one).")
    private @Nullable String oid;

    @Option(names = "--name", paramLabel = "NAME", description = "The caller's name (default: somebody).")
    private @Nullable String name;

    @Option(
            names = "--lifetime",
            paramLabel = "SECONDS",
            description = "How long the token holds, 1 to 86400 (default: 3600).")
    private @Nullable Integer lifetime;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8082",
            description = "Where the dev mode's issuer listens (default: ${DEFAULT-VALUE}).")
    private String issuer = "http://127.0.0.1:8082";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try {
            HttpResponse<String> answer = ask();
            spec.commandLine().getOut().println(token(answer));
            return 0;
        } catch (IOException e) {
            throw new StartException("No issuer answers at " + issuer + "; start the dev mode first");
        }
    }

    private String token(HttpResponse<String> answer) {
        JsonObject body = object(answer.body());
        if (answer.statusCode() == 200 && body.getValue("access_token") instanceof String token) {
            return token;
        }
        if (body.getValue("error_description") instanceof String reason) {
            throw new StartException("The issuer refuses: " + reason);
        }
        throw new StartException(
                issuer + " is no dev issuer: it answers " + answer.statusCode() + " (--issuer names another)");
    }

    private static JsonObject object(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException e) {
            return new JsonObject();
        }
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException {
        var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        var request = HttpRequest.newBuilder(endpoint())
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form()))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI endpoint() {
        try {
            URI base = URI.create(issuer);
            if ("http".equals(base.getScheme()) && base.getHost() != null) {
                return base.resolve("/token");
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as any other text that is no address.
        }
        throw new StartException("--issuer: " + issuer + " (expected: an address, such as http://127.0.0.1:8082)");
    }

    private String form() {
        var form = new StringBuilder("grant_type=client_credentials");
        roles.forEach(role -> append(form, "role", role));
        scopes.forEach(scope -> append(form, "scope", scope));
        append(form, "oid", oid);
        append(form, "name", name);
        append(form, "lifetime", lifetime);
        return form.toString();
    }

    private static void append(StringBuilder form, String key, @Nullable Object value) {
        if (value != null) {
            form.append('&')
                    .append(key)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}
