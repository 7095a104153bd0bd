package dev.verge.observation;

import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Begins the trace of each request of one event loop, and decides which are recorded: the caller says, else chance. */
public final class Tracing {
    private static final HexFormat HEX = HexFormat.of();
    private static final int TRACE_ID_LENGTH = 32;
    /** How many random numbers of 53 bits there are. */
    private static final double NUMBERS = 1L << 53;

    private final Choice choice;
    private final LongSupplier nanoTime;
    private final LongSupplier random;

    /**
     * Begins traces.
     *
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime()}
     * @param random where identifiers and decisions come from
     */
    public Tracing(Choice choice, LongSupplier nanoTime, LongSupplier random) {
        this.choice = choice;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /**
     * What is wanted.
     *
     * @param recording whether there is somebody who records traces
     * @param sampling the share of requests that are recorded when their callers say nothing, 0 to 1
     * @param timed whether the moments of every request are wanted
     */
    public record Choice(boolean recording, double sampling, boolean timed) {
        /** Nothing is recorded; what callers say is passed on. */
        public static final Choice NONE = new Choice(false, 0, false);
    }

    /**
     * A request begins.
     *
     * @param requestId its identifier
     * @param isOwn whether this node made the identifier up; the trace, if it begins here, is then found by it too
     */
    public RequestTrace begin(String requestId, boolean isOwn, MultiMap headers) {
        TraceContext parent = TraceContext.of(headers);
        if (!choice.recording()) {
            return new RequestTrace(requestId, parent, null, null, choice.timed(), nanoTime);
        }
        String name = isOwn && requestId.length() == TRACE_ID_LENGTH ? requestId : null;
        TraceContext own = null;
        if (parent != null) {
            own = new TraceContext(parent.traceId(), id(), parent.sampled(), parent.state());
        } else if (isChosen()) {
            own = root(name, true);
        }
        boolean timed = choice.timed() || (own != null && own.sampled());
        // Most requests are not recorded, and few of those call another service: they cost as if no trace were wanted.
        return new RequestTrace(requestId, parent, own, () -> root(name, false), timed, nanoTime);
    }

    private TraceContext root(@Nullable String name, boolean sampled) {
        return new TraceContext(name == null ? id() + id() : name, id(), sampled, null);
    }

    private boolean isChosen() {
        return (random.getAsLong() >>> 11) / NUMBERS < choice.sampling();
    }

    /** Never all zeros, which means none. */
    private String id() {
        return HEX.toHexDigits(random.getAsLong() | 1);
    }
}
