package dev.verge.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answers of one event loop that are in memory because their callers have not read as far. When they are too many
 * bytes, the one that has waited longest is cut off, so that whoever asks and does not read takes no memory from others.
 */
final class UnreadAnswers {
    /** Bytes that a request takes beside its answer, about. */
    private static final int REQUEST = 4 * 1024;

    private final long most;
    /** In the order in which they were written. */
    private final Map<ResponseWriter, Long> sizes = new LinkedHashMap<>();

    private long bytes;

    /** No answers yet, and at most so many bytes of them. One answer alone may be larger. */
    UnreadAnswers(long most) {
        this.most = most;
    }

    void add(ResponseWriter answer, long length) {
        long size = REQUEST + length;
        sizes.put(answer, size);
        bytes += size;
        while (bytes > most && sizes.size() > 1) {
            var oldest = sizes.keySet().iterator().next();
            remove(oldest);
            oldest.cutOff();
        }
    }

    /** It is read, or nobody is there to read it. */
    void remove(ResponseWriter answer) {
        Long size = sizes.remove(answer);
        bytes -= size == null ? 0 : size;
    }
}
