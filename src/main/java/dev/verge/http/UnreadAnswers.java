package dev.verge.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The answers of one event loop that are in memory because their callers have not read as far. When they are too many
 * bytes, the one that has waited longest is cut off, so that whoever asks and does not read takes no memory from others.
 */
final class UnreadAnswers {
    /** Bytes that a request takes beside its answer, about. */
    private static final int REQUEST = 4 * 1024;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long PATIENCE = SECOND;
    /** Bytes in a second. */
    private static final long SLOWEST = 1024 * 1024;

    private final long most;
    private final LongSupplier nanoTime;
    /** In the order in which they were written. */
    private final Map<Answer, Unread> answers = new LinkedHashMap<>();

    private Runnable lessened = () -> {};
    private long bytes;

    /** No answers yet, and at most so many bytes of them. One answer alone may be larger. */
    UnreadAnswers(long most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** One of them. */
    interface Answer {
        /** Drops what is left of it. */
        void cutOff();
    }

    private record Unread(long size, long since) {
        boolean isLate(long now) {
            return now - since >= PATIENCE + size * SECOND / SLOWEST;
        }
    }

    void add(Answer answer, long length) {
        var unread = new Unread(REQUEST + length, nanoTime.getAsLong());
        answers.put(answer, unread);
        bytes += unread.size();
        while (bytes > most && answers.size() > 1) {
            cutOff(answers.keySet().iterator().next());
        }
    }

    /** It is read, or nobody is there to read it. */
    void remove(Answer answer) {
        Unread unread = answers.remove(answer);
        if (unread != null) {
            bytes -= unread.size();
            lessened.run();
        }
    }

    /** Cuts off an answer that is read so slowly that others need not wait for it; whether there was one. */
    boolean cutOffSlowest() {
        long now = nanoTime.getAsLong();
        for (var entry : answers.entrySet()) {
            if (entry.getValue().isLate(now)) {
                cutOff(entry.getKey());
                return true;
            }
        }
        return false;
    }

    private void cutOff(Answer answer) {
        remove(answer);
        answer.cutOff();
    }

    /** What to do whenever there are fewer. */
    void onLess(Runnable handler) {
        lessened = handler;
    }

    /** How much they are, in bytes. */
    long bytes() {
        return bytes;
    }

    /** How much they may be, in bytes. */
    long most() {
        return most;
    }
}
