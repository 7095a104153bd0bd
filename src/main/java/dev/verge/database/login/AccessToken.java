package dev.verge.database.login;

import dev.verge.exchange.BoundedClient.Answer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An access token and its time, by a monotonic clock.
 *
 * @param value what stands for the password
 * @param refresh from when on another one is to be fetched, in nanoseconds of the clock
 * @param end until when it may be used
 */
record AccessToken(String value, long refresh, long end) {
    private static final long MARGIN = Duration.ofMinutes(1).toNanos();
    private static final int MAXIMUM_SECONDS = 7 * 24 * 3_600;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern CODE = Pattern.compile("\\bAADSTS[0-9]{1,9}\\b");

    /** Shows its time alone. */
    @Override
    public String toString() {
        return "AccessToken[end=" + end + "]";
    }

    boolean isFresh(long now) {
        return now - refresh < 0;
    }

    boolean isUsable(long now) {
        return now - end < 0;
    }

    /**
     * Reads the answer of a token endpoint (RFC 6749, sections 5.1 and 5.2).
     *
     * @param now when it was asked for
     * @throws NoPasswordException when there is none in it
     */
    static AccessToken read(Answer answer, long now) {
        JsonObject document = object(answer);
        if (answer.status() != 200) {
            throw new NoPasswordException("Microsoft Entra ID gives no access token for the database: "
                    + reason(document) + " (database.workloadIdentity)");
        }
        if (document.getValue("access_token") instanceof String value
                && VISIBLE.matcher(value).matches()
                && document.getValue("expires_in") instanceof Number seconds
                && seconds.longValue() > 0) {
            long life = Duration.ofSeconds(Math.min(seconds.longValue(), MAXIMUM_SECONDS))
                    .toNanos();
            return new AccessToken(value, now + life / 2, now + life - Math.min(MARGIN, life / 4));
        }
        throw new NoPasswordException(
                "Microsoft Entra ID answers without access_token and expires_in for the database");
    }

    private static JsonObject object(Answer answer) {
        try {
            return new JsonObject(answer.body());
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject();
        }
    }

    /** The code leads to the explanation in Entra's documentation; the text beside it quotes the pod's token. */
    private static String reason(JsonObject document) {
        String error = document.getValue("error") instanceof String text
                        && ERROR.matcher(text).matches()
                ? text
                : "no reason given";
        Matcher code = CODE.matcher(String.valueOf(document.getValue("error_description")));
        return code.find() ? error + ", " + code.group() : error;
    }
}
