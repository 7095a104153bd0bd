package dev.verge.observation;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * What a lane to the database counts. One event loop writes, without making the processor wait; any thread reads, and
 * may be told the figure of a moment ago.
 */
public final class LaneFigures {
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicLong running = new AtomicLong();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong full = new AtomicLong();
    private final AtomicLong unreachable = new AtomicLong();
    private final Limits limits;
    private LongConsumer turn = nanos -> {};

    /** Nothing has happened yet. */
    public LaneFigures(Limits limits) {
        this.limits = limits;
    }

    /**
     * How much there may be.
     *
     * @param connections open at most
     * @param running requests on all of them
     * @param waiting requests in the queue
     */
    public record Limits(int connections, int running, int waiting) {}

    private static void add(AtomicLong figure, long amount) {
        figure.lazySet(figure.getPlain() + amount);
    }

    /** So many connections are to be open from now on. */
    public void want(int connections) {
        wanted.lazySet(connections);
    }

    /** A request got its place. */
    public void begin() {
        add(running, 1);
    }

    /** It gives the place back after so many nanoseconds. */
    public void end(long nanos) {
        add(running, -1);
        turn.accept(nanos);
    }

    /** A connection is open. */
    public void open() {
        add(opened, 1);
    }

    /** One is over, whoever ended it. */
    public void close() {
        add(ended, 1);
    }

    /** An attempt to connect came to nothing, and with it these waiting requests. */
    public void fail(int sentAway) {
        add(failed, 1);
        add(unreachable, sentAway);
    }

    /** A request found the queue full. */
    public void refuse() {
        add(full, 1);
    }

    /** From now on is told how long each request had its place; before the first one begins. */
    public void onTurn(LongConsumer listener) {
        turn = listener;
    }

    /** How much there may be. */
    public Limits limits() {
        return limits;
    }

    /** Connections that are to be open now. */
    public long wanted() {
        return wanted.get();
    }

    /** Requests that have a place now. */
    public long running() {
        return running.get();
    }

    /** Connections so far. */
    public long opened() {
        return opened.get();
    }

    /** Of these, how many are over. */
    public long ended() {
        return ended.get();
    }

    /** Attempts so far that came to nothing. */
    public long failed() {
        return failed.get();
    }

    /** Requests so far that found the queue full. */
    public long full() {
        return full.get();
    }

    /** Requests so far that waited in vain for a connection. */
    public long unreachable() {
        return unreachable.get();
    }
}
