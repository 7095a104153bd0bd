package dev.verge.bench.data;

/**
 * One request of a workload.
 *
 * @param token the bearer token
 * @param body JSON, or empty
 * @param key what makes it safe to send again ({@code Idempotency-Key}), or empty
 */
public record Request(String method, String target, String token, String body, String key) {
    /** One without a key. */
    public Request(String method, String target, String token, String body) {
        this(method, target, token, body, "");
    }

    /** The same with a key. */
    Request withKey(String unique) {
        return new Request(method, target, token, body, unique);
    }

    /** One line for a file that every generator reads: the parts with tabs between. */
    public String line() {
        return String.join("\t", method, target, token, body);
    }

    /** The request of such a line. */
    public static Request of(String line) {
        String[] parts = line.split("\t", -1);
        return new Request(parts[0], parts[1], parts[2], parts[3]);
    }
}
