package dev.verge.observation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened. */
public sealed interface Observation {

    /**
     * A request was answered.
     *
     * @param operationId null when no operation was reached
     * @param problem the slug of the problem answered; null for a success
     */
    record RequestServed(
            String requestId,
            String method,
            @Nullable String operationId,
            int status,
            @Nullable String problem,
            Duration duration)
            implements Observation {}

    /** A request failed for a reason that is the server's fault; the cause is for the log alone. */
    record RequestFailed(String requestId, @Nullable String operationId, Throwable cause) implements Observation {}

    /** The keys of an issuer were fetched and accepted. */
    record KeysRefreshed(String issuer, int keys) implements Observation {}

    /** The keys of an issuer could not be fetched or were not acceptable; the last good ones stay. */
    record KeysRefreshFailed(String issuer, String reason) implements Observation {}

    /** A key of an issuer's document was not accepted. */
    record KeyRefused(String issuer, String reason) implements Observation {}

    /** The database did not answer. */
    record DatabaseUnreachable(String reason) implements Observation {}

    /** The database answers again. */
    record DatabaseReachable() implements Observation {}

    /** A port is open. */
    record Listening(String name, String url) implements Observation {}

    /** A contract with its statements is being served. */
    record ContractServed(int operations) implements Observation {}

    /** Changed files were refused; the last good version serves on. */
    record ContractRefused(List<String> mistakes) implements Observation {}

    /** The server is going down, or is down. */
    record Stopping(String phase) implements Observation {}
}
