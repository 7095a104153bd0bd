package dev.verge.identity;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Asks a provider on this machine, as its administrator or as an application does. For test threads, which may wait. */
final class ProviderClient {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    ProviderClient(String address) {
        this.address = address;
    }

    String issuer() {
        return address;
    }

    String port() {
        return String.valueOf(URI.create(address).getPort());
    }

    /** Waits until a path is answered with 200. */
    void await(String path) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (client.send(request(path).GET().build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It has not begun to listen.
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(address + path + " was not there within " + PATIENCE);
            }
            pause();
        }
    }

    /** A token that a token endpoint gives for a form. */
    String token(String path, String form, String member) {
        HttpResponse<String> answer = post(path, Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
        String token = new JsonObject(answer.body()).getString(member);
        if (token == null) {
            throw new AssertionError(answer.body());
        }
        return token;
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String body) {
        return send(path, fields, "POST", body);
    }

    HttpResponse<String> send(String path, Map<String, String> fields, String method, String body) {
        var request = request(path).method(method, BodyPublishers.ofString(body));
        fields.forEach(request::setHeader);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofMinutes(1));
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
