package dev.verge.observation.trace;

import dev.verge.observation.Observation;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.observation.Observation.TracesAccepted;
import dev.verge.observation.Observation.TracesHandled;
import dev.verge.observation.Observation.TracesHandled.Outcome;
import dev.verge.observation.Observation.TracesRefused;
import dev.verge.observation.Observer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends recorded requests to a collector, by OTLP over HTTP. Whoever hands one over never waits: those that are too many
 * for a second, or find no room because the collector is slow or away, are dropped and counted.
 */
public final class TraceExport implements Observer {
    private static final int CAPACITY = 2_048;
    private static final int BATCH = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The writer looks by itself, or is woken for a whole batch: for each request that would cost more than all else here. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Promise<Void> done = Promise.promise();
    private final SpanExporter exporter;
    private final Spans spans;
    private final Clock clock;
    private final PerSecond limit;
    private final Observer observer;
    private final Thread thread = new Thread(this::send, "traces");
    private volatile boolean closing;
    private boolean away;

    /**
     * Sends until it is closed.
     *
     * @param endpoint the URL that takes traces
     * @param service the name of this service
     * @param version of what runs here
     * @param perSecond how many requests are recorded in a second at most
     * @param clock tells when requests ended
     * @param observer is told what became of them
     */
    public TraceExport(String endpoint, String service, String version, int perSecond, Clock clock, Observer observer) {
        // What a collector does not take at once is not worth another attempt while the next ones wait.
        this.exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .setRetryPolicy(null)
                .build();
        this.spans = new Spans(service, version);
        this.clock = clock;
        this.limit = new PerSecond(perSecond, System::nanoTime);
        this.observer = observer;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(Observation observation) {
        if (!(observation instanceof RequestServed served) || !served.trace().isSampled()) {
            return;
        }
        if (limit.takes()) {
            keep(served);
        } else {
            observer.accept(new TracesHandled(Outcome.LIMITED, 1));
        }
    }

    private void keep(RequestServed served) {
        int waiting = size.incrementAndGet();
        if (waiting > CAPACITY) {
            size.decrementAndGet();
            observer.accept(new TracesHandled(Outcome.DROPPED, 1));
            return;
        }
        finished.add(new Finished(served, clock.instant()));
        if (waiting == BATCH) {
            LockSupport.unpark(thread);
        }
    }

    /** Completes when all that wait now are sent, or the collector did not take them. */
    @Override
    public Future<Void> close() {
        closing = true;
        LockSupport.unpark(thread);
        return done.future();
    }

    private void send() {
        boolean last = false;
        while (!last) {
            last = closing;
            boolean taken = true;
            for (List<Finished> batch = next(); !batch.isEmpty(); batch = next()) {
                // A node that goes down does not wait for a collector that is away.
                boolean worthIt = taken || !closing;
                taken = worthIt ? send(batch) : told(batch, false);
            }
            if (!last) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        exporter.close();
        done.complete();
    }

    private List<Finished> next() {
        var batch = new ArrayList<Finished>();
        while (batch.size() < BATCH) {
            Finished one = finished.poll();
            if (one == null) {
                break;
            }
            size.decrementAndGet();
            batch.add(one);
        }
        return batch;
    }

    private boolean send(List<Finished> batch) {
        List<SpanData> all =
                batch.stream().flatMap(one -> spans.of(one).stream()).toList();
        CompletableResultCode result = exporter.export(all).join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (away == result.isSuccess()) {
            away = !away;
            observer.accept(away ? new TracesRefused(reason(result.getFailureThrowable())) : new TracesAccepted());
        }
        return told(batch, result.isSuccess());
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "no answer within " + PATIENCE.toSeconds() + "s";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
            }
        }
        // The status of its answer stands in classes that are not for others.
        return "it answers with an error";
    }

    private boolean told(List<Finished> batch, boolean taken) {
        observer.accept(new TracesHandled(taken ? Outcome.EXPORTED : Outcome.FAILED, batch.size()));
        return taken;
    }
}
