package dev.verge.observation;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request as answers, records, logs and traces name it, and the moments that it passed. Confined to its event loop
 * until it is told of; nobody changes it from then on.
 */
public final class RequestTrace {
    private static final long NEVER = -1;
    private static final long[] UNTIMED = {};

    private final String requestId;
    private final @Nullable TraceContext parent;
    private final @Nullable TraceContext own;
    private final @Nullable Supplier<TraceContext> unrecorded;
    private final LongSupplier nanoTime;
    private final long arrived;
    private final long[] moments;
    private Subject subject = Subject.NONE;
    private @Nullable String lane;
    private int attempts;

    /**
     * A request that has just arrived.
     *
     * @param parent what the caller says; null for nothing
     * @param own the place of this request itself; null when it records nothing
     * @param unrecorded makes a place in a trace that nobody records, for services that are called; null for none
     * @param timed whether the moments are wanted
     */
    RequestTrace(
            String requestId,
            @Nullable TraceContext parent,
            @Nullable TraceContext own,
            @Nullable Supplier<TraceContext> unrecorded,
            boolean timed,
            LongSupplier nanoTime) {
        this.requestId = requestId;
        this.parent = parent;
        this.own = own;
        this.unrecorded = unrecorded;
        this.nanoTime = nanoTime;
        this.arrived = nanoTime.getAsLong();
        this.moments = timed ? new long[Moment.COUNT] : UNTIMED;
        Arrays.fill(moments, NEVER);
    }

    /** One that belongs to no trace. */
    public static RequestTrace untraced(String requestId) {
        return new RequestTrace(requestId, null, null, null, false, System::nanoTime);
    }

    /**
     * What a request is about, in the words of the contract.
     *
     * @param route the template of its path; null when no operation was reached
     * @param rule the file of its permission rule; null for none
     * @param statement the file of its statement; null for none
     */
    public record Subject(
            @Nullable String route,
            @Nullable String rule,
            @Nullable String statement) {
        static final Subject NONE = new Subject(null, null, null);
    }

    /** By what callers and operators speak of it. */
    public String requestId() {
        return requestId;
    }

    /** Of the trace that it belongs to; null for none. */
    public @Nullable String traceId() {
        TraceContext here = here();
        return here == null ? null : here.traceId();
    }

    /** Its own place, or its caller's; null for no trace. */
    public @Nullable TraceContext here() {
        return own == null ? parent : own;
    }

    /** Where whatever this request causes elsewhere belongs; services that it calls then know that nobody records it. */
    public @Nullable TraceContext onward() {
        TraceContext here = here();
        return here == null && unrecorded != null ? unrecorded.get() : here;
    }

    /** The place of this request itself; null when it records nothing. */
    public @Nullable TraceContext own() {
        return own;
    }

    /** What the caller says; null for nothing. */
    public @Nullable TraceContext parent() {
        return parent;
    }

    /** Whether it is recorded here. */
    public boolean isSampled() {
        return own != null && own.sampled();
    }

    /** Whether its moments are written down. */
    public boolean isTimed() {
        return moments != UNTIMED;
    }

    /** It has reached an operation. */
    public void about(Subject operation) {
        subject = operation;
    }

    /** What it is about. */
    public Subject subject() {
        return subject;
    }

    /** A transaction is begun on a lane, perhaps not for the first time. */
    public void attempt(String onLane) {
        lane = onLane;
        attempts++;
        if (attempts == 1) {
            pass(Moment.ASKED);
        }
    }

    /** The lane of the last attempt; null when the database was not asked. */
    public @Nullable String lane() {
        return lane;
    }

    /** How often a transaction was begun. */
    public int attempts() {
        return attempts;
    }

    /** It passes a moment now; the last time counts. */
    public void pass(Moment moment) {
        if (isTimed()) {
            moments[moment.place] = elapsed();
        }
    }

    /** When it passed a moment, in nanoseconds since its arrival; negative when it did not. */
    public long at(Moment moment) {
        return isTimed() ? moments[moment.place] : NEVER;
    }

    /** When it arrived, on the clock of its event loop. */
    public long arrived() {
        return arrived;
    }

    /** How long ago it arrived. */
    public Duration age() {
        return Duration.ofNanos(elapsed());
    }

    /** The same in nanoseconds. */
    public long elapsed() {
        return nanoTime.getAsLong() - arrived;
    }
}
