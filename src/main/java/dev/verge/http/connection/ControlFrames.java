package dev.verge.http.connection;

import io.netty.handler.codec.http2.Http2FrameTypes;
import java.util.concurrent.TimeUnit;

/**
 * How many frames that ask for nothing a caller of HTTP/2 may send: PING, SETTINGS, PRIORITY, WINDOW_UPDATE and whatever is
 * unknown (RFC 9113, section 10.5). Requests, and what is sent to a caller, make room for more: whoever reads a large answer
 * opens its windows all the while. The other types have limits of their own.
 */
final class ControlFrames {
    private static final int MOST = 1_000;
    private static final int EACH_SECOND = 100;
    private static final int EACH_REQUEST = 10;
    /** A reader opens two windows for each frame of 16 KiB, some for less. */
    private static final int BYTES_EACH = 2_048;

    private double left = MOST;
    private long asked;

    /** Begins with all of them, at a moment of {@code System.nanoTime()}. */
    ControlFrames(long now) {
        asked = now;
    }

    /** Whether a frame of this type may come now. */
    boolean take(int type, long now) {
        switch (type) {
            case Http2FrameTypes.HEADERS -> add(EACH_REQUEST);
            case Http2FrameTypes.DATA, Http2FrameTypes.RST_STREAM, Http2FrameTypes.CONTINUATION -> {}
            default -> {
                add((double) EACH_SECOND * (now - asked) / TimeUnit.SECONDS.toNanos(1));
                asked = now;
                left--;
            }
        }
        return left >= 0;
    }

    /** So many bytes are sent to the caller. */
    void sent(int bytes) {
        add((double) bytes / BYTES_EACH);
    }

    private void add(double more) {
        left = Math.min(MOST, left + more);
    }
}
