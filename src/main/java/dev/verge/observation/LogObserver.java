package dev.verge.observation;

import dev.verge.observation.Observation.CertificateServed;
import dev.verge.observation.Observation.ChangeRefused;
import dev.verge.observation.Observation.ContractServed;
import dev.verge.observation.Observation.DatabaseConnections;
import dev.verge.observation.Observation.DatabaseReachable;
import dev.verge.observation.Observation.DatabaseScarce;
import dev.verge.observation.Observation.DatabaseUnreachable;
import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.DecisionsLost;
import dev.verge.observation.Observation.KeyEvicted;
import dev.verge.observation.Observation.KeyRefused;
import dev.verge.observation.Observation.KeysRefreshFailed;
import dev.verge.observation.Observation.KeysRefreshed;
import dev.verge.observation.Observation.Listening;
import dev.verge.observation.Observation.OperationMoved;
import dev.verge.observation.Observation.ReplicaReachable;
import dev.verge.observation.Observation.ReplicaUnreachable;
import dev.verge.observation.Observation.RequestFailed;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.observation.Observation.Stopping;
import dev.verge.observation.Observation.TracesAccepted;
import dev.verge.observation.Observation.TracesRefused;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes observations to the log, which hands lines over to a thread of its own. */
public final class LogObserver implements Observer {
    private static final int UNAVAILABLE = 503;

    private final Logger log = LoggerFactory.getLogger("dev.verge");
    private final boolean requests;
    private final Shortage shortage;
    private final AtomicReference<@Nullable String> outage = new AtomicReference<>();
    private final AtomicReference<@Nullable String> replicaOutage = new AtomicReference<>();

    /**
     * Logs everything that is worth a line.
     *
     * @param requests whether each answered request is, and each refusal: what a developer wants to see
     */
    public LogObserver(boolean requests) {
        this(requests, System::nanoTime);
    }

    LogObserver(boolean requests, LongSupplier nanoTime) {
        this.requests = requests;
        this.shortage = new Shortage(nanoTime);
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof RequestServed served) {
            logEndOfShortage(served);
            logRequest(served);
        } else if (observation instanceof Decision decision) {
            logRefusal(decision);
        } else if (observation instanceof RequestFailed failed) {
            logFailure(failed);
        } else {
            logSurroundings(observation);
        }
    }

    /** Of many requests that find no connection each line would say the same. */
    private void logFailure(RequestFailed failed) {
        if (failed.status() != UNAVAILABLE) {
            named(Level.ERROR, failed.trace()).setCause(failed.cause()).log("{} failed", name(failed.operationId()));
        } else if (shortage.refuse()) {
            named(Level.WARN, failed.trace())
                    .log(
                            "requests are answered 503, {} first: {}",
                            name(failed.operationId()),
                            failed.cause().getMessage());
        }
    }

    private void logEndOfShortage(RequestServed served) {
        if (served.problem() == null) {
            shortage.serve()
                    .ifPresent(past -> log.warn(
                            "requests are answered again: {} had a 503 in {} s",
                            past.refused(),
                            past.duration().toSeconds()));
        }
    }

    private void logSurroundings(Observation observation) {
        if (observation instanceof KeysRefreshed refreshed) {
            log.info("keys of {}: {} usable", refreshed.issuer(), refreshed.keys());
        } else if (observation instanceof KeysRefreshFailed failed) {
            log.warn("keys of {}: {}", failed.issuer(), failed.reason());
        } else if (observation instanceof KeyRefused refused) {
            log.warn("key of {} refused: {}", refused.issuer(), refused.reason());
        } else if (observation instanceof KeyEvicted evicted) {
            log.warn("key of {} evicted: {}", evicted.issuer(), evicted.keyId());
        } else if (observation instanceof DatabaseUnreachable unreachable) {
            logOutage("database", outage, unreachable.reason());
        } else if (observation instanceof TracesRefused refused) {
            log.warn("traces: the collector does not take them: {}", refused.reason());
        } else if (observation instanceof TracesAccepted) {
            log.info("traces: the collector takes them again");
        } else if (observation instanceof DatabaseScarce scarce) {
            log.warn("database: no connection more, requests go on over those that are open: {}", scarce.reason());
        } else if (observation instanceof ReplicaUnreachable unreachable) {
            logOutage("replica", replicaOutage, unreachable.reason());
        } else if (observation instanceof DecisionsLost lost) {
            log.warn("decision record: lines are lost, its reader is too slow: {}", lost.counts());
        } else if (observation instanceof OperationMoved moved) {
            log.warn(
                    "{} is too slow for the shared lane (database.statementTimeout) and leaves it for {} minutes:"
                            + " x-verge.lane: exclusive says so for ever",
                    moved.operationId(),
                    moved.away().toMinutes());
        } else if (observation instanceof DatabaseReachable) {
            logEndOfOutage("database", outage);
        } else if (observation instanceof ReplicaReachable) {
            logEndOfOutage("replica", replicaOutage);
        } else if (observation instanceof DatabaseConnections connections) {
            logConnections(connections);
        } else {
            logLifecycle(observation);
        }
    }

    /** Each event loop finds out for itself. */
    private void logOutage(String server, AtomicReference<@Nullable String> before, String reason) {
        if (!reason.equals(before.getAndSet(reason))) {
            log.warn("{}: {}", server, reason);
        }
    }

    private void logEndOfOutage(String server, AtomicReference<@Nullable String> before) {
        if (before.getAndSet(null) != null) {
            log.info("{}: reachable", server);
        }
    }

    private void logConnections(DatabaseConnections told) {
        boolean enough = told.nodes() <= told.room();
        log.atLevel(enough ? Level.INFO : Level.WARN)
                .log(
                        "{}: {} connections of {}; max_connections {} - {} reserved: room for {} node{}{}",
                        told.server(),
                        told.connections(),
                        told.nodes() == 1 ? "this node" : "each of " + told.nodes() + " nodes",
                        told.maximum(),
                        told.reserved(),
                        told.room(),
                        told.room() == 1 ? "" : "s",
                        enough ? "" : ", too few (database.connections, database.nodes)");
    }

    private void logRequest(RequestServed served) {
        if (requests) {
            named(Level.INFO, served.trace())
                    .log(
                            "{} {} {}{} {} ms",
                            served.method(),
                            name(served.operationId()),
                            served.status(),
                            served.problem() == null ? "" : " " + served.problem(),
                            served.duration().toMillis());
        }
    }

    /** The record has it all; here stands what one looks for first. */
    private void logRefusal(Decision decision) {
        if (requests && decision.outcome() == Decision.Outcome.DENY) {
            TokenFacts token = decision.token();
            named(Level.INFO, decision.requestId(), decision.trace())
                    .log(
                            "{} denied: {}{}",
                            decision.operationId(),
                            decision.reason(),
                            token.caller() == null ? "" : ", caller " + token.caller());
        }
    }

    private void logLifecycle(Observation observation) {
        if (observation instanceof Listening listening) {
            log.info("{} on {}", listening.name(), listening.url());
        } else if (observation instanceof ContractServed served) {
            log.info("contract: {} operation{}", served.operations(), served.operations() == 1 ? "" : "s");
        } else if (observation instanceof CertificateServed) {
            log.info("certificate: replaced");
        } else if (observation instanceof ChangeRefused refused) {
            log.error(
                    "{} refused, the last good one serves on:\n  {}",
                    refused.what(),
                    String.join("\n  ", refused.mistakes()));
        } else if (observation instanceof Stopping stopping) {
            log.info("stop: {}", stopping.phase());
        }
    }

    /** A line about a request. */
    private LoggingEventBuilder named(Level level, RequestTrace trace) {
        return named(level, trace.requestId(), trace.traceId());
    }

    private LoggingEventBuilder named(Level level, String requestId, @Nullable String traceId) {
        LoggingEventBuilder line = log.atLevel(level).addKeyValue("request", requestId);
        return traceId == null ? line : line.addKeyValue("trace", traceId);
    }

    private static String name(@Nullable String operationId) {
        return operationId == null ? "no operation" : operationId;
    }
}
