package dev.verge.observation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Something that happened. */
public sealed interface Observation {

    /**
     * A request was answered.
     *
     * @param trace its names, and what it passed
     * @param operationId null when no operation was reached
     * @param problem the slug of the problem answered; null for a success
     */
    record RequestServed(
            RequestTrace trace,
            String method,
            @Nullable String operationId,
            int status,
            @Nullable String problem,
            Duration duration)
            implements Observation {
        /** The {@link #problem} that nobody is told: the caller hung up before the answer. */
        public static final String CLIENT_CLOSED = "client-closed";

        /** By what callers and operators speak of it. */
        public String requestId() {
            return trace.requestId();
        }
    }

    /**
     * A request failed for a reason that is the server's fault.
     *
     * @param operationId null when no operation was reached
     * @param status what is answered
     * @param cause for the log alone
     */
    record RequestFailed(RequestTrace trace, @Nullable String operationId, int status, Throwable cause)
            implements Observation {}

    /**
     * A caller was let in, or not: the decision record.
     *
     * @param reason why not, such as {@code wrong_audience}; {@code granted} or {@code public} for a caller who was
     * @param rule the permission rule's file; null when none was asked
     * @param resource the request's parameters that the contract marks as loggable, by name
     * @param trace the trace that the request belongs to (W3C Trace Context); null when it belongs to none
     * @param duration from the request's arrival to the decision
     */
    record Decision(
            Decision.Outcome outcome,
            String reason,
            String operationId,
            @Nullable String rule,
            Map<String, String> resource,
            TokenFacts token,
            String requestId,
            @Nullable String trace,
            Duration duration)
            implements Observation {
        /** What was decided. */
        public enum Outcome {
            /** The caller was let in. */
            ALLOW,
            /** The caller was refused. */
            DENY,
            /** The request failed before its rule could answer. */
            UNDECIDED
        }
    }

    /**
     * Decisions are missing in the record, for its reader is too slow.
     *
     * @param counts how many of which outcome; none is zero
     */
    record DecisionsLost(Map<Decision.Outcome, Long> counts) implements Observation {
        /** Takes a copy. */
        public DecisionsLost {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * The keys of an issuer were fetched and accepted.
     *
     * @param issuer the settings' name of it, here and below
     */
    record KeysRefreshed(String issuer, int keys, Duration duration) implements Observation {}

    /** The keys of an issuer could not be fetched or were not acceptable; the last good ones stay. */
    record KeysRefreshFailed(String issuer, String reason, Duration duration) implements Observation {}

    /** A key of an issuer's document was not accepted. */
    record KeyRefused(String issuer, String reason) implements Observation {}

    /** An operator refuses a key from now on. */
    record KeyEvicted(String issuer, String keyId) implements Observation {}

    /** A token named a key that is not known. */
    record KeyLookup(String issuer, KeyLookup.Outcome outcome) implements Observation {
        /** What came of it. */
        public enum Outcome {
            /** The keys were fetched. */
            FETCHED,
            /** They could not be fetched in time. */
            FETCH_FAILED,
            /** A fetch a moment ago did not find this id. */
            KNOWN_ABSENT,
            /** The last fetch was too short a time ago for another. */
            COOLDOWN,
            /** Too many requests wait for a fetch already. */
            OVERFLOW
        }
    }

    /**
     * There is a lane to the database, and what it counts from now on.
     *
     * @param lane its name, one of few
     * @param waiting how many requests wait for a place on it
     */
    record LaneWatched(String lane, LaneFigures figures, IntSupplier waiting) implements Observation {}

    /** What became of requests that were recorded for a collector of traces. */
    record TracesHandled(TracesHandled.Outcome outcome, int requests) implements Observation {
        /** What it was. */
        public enum Outcome {
            /** The collector took them. */
            EXPORTED,
            /** The second had enough of them already. */
            LIMITED,
            /** The queue had no room. */
            DROPPED,
            /** The collector did not take them, or not in time. */
            FAILED
        }
    }

    /** The collector takes no traces, or not in time, where it did before; requests are not held up. */
    record TracesRefused(String reason) implements Observation {}

    /** The collector takes traces again. */
    record TracesAccepted() implements Observation {}

    /** The database gives no connection more; requests go on over those that are open. */
    record DatabaseScarce(String reason) implements Observation {}

    /** The database did not answer. */
    record DatabaseUnreachable(String reason) implements Observation {}

    /**
     * How many connections a server has to give, and how many it is asked for.
     *
     * @param server {@code database} or {@code replica}
     * @param nodes how many nodes there are, by the settings
     * @param connections how many each of them takes
     * @param maximum the server's max_connections
     * @param reserved how many of them are not for nodes
     */
    record DatabaseConnections(String server, int nodes, int connections, int maximum, int reserved)
            implements Observation {
        /** How many nodes there are connections for. */
        public int room() {
            return Math.max(0, maximum - reserved) / connections;
        }
    }

    /** The database answers again. */
    record DatabaseReachable() implements Observation {}

    /** The replica did not answer; the database does in its place. */
    record ReplicaUnreachable(String reason) implements Observation {}

    /** The replica answers again. */
    record ReplicaReachable() implements Observation {}

    /** An operation was too slow for the shared lane again and again, and takes the exclusive one for a while. */
    record OperationMoved(String operationId, Duration away) implements Observation {}

    /** An event loop ran a timer that much too late: so long, everything on it had to wait. */
    record LoopLate(Duration late) implements Observation {}

    /** A port is open. */
    record Listening(String name, String url) implements Observation {}

    /** A contract with its statements is being served. */
    record ContractServed(int operations) implements Observation {}

    /** The public port shows another certificate. */
    record CertificateServed() implements Observation {}

    /**
     * Changed files were refused; the last good version serves on.
     *
     * @param what the conf, its contract, or {@link #CERTIFICATE}
     */
    record ChangeRefused(String what, List<String> mistakes) implements Observation {
        /** The public port's. */
        public static final String CERTIFICATE = "certificate";

        /** Whether what is served is not what the files of the conf say. */
        public boolean isOfConf() {
            return !what.equals(CERTIFICATE);
        }
    }

    /** The server is going down, or is down. */
    record Stopping(String phase) implements Observation {}
}
