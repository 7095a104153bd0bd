package dev.verge.http.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The way from HTTP/1.1 to HTTP/2 in clear text (RFC 7540, section 3.2). */
final class Http2Upgrade {
    private static final CharSequence SETTINGS = Http2CodecUtil.HTTP_UPGRADE_SETTINGS_HEADER;

    private Http2Upgrade() {}

    /**
     * An upgrade may be ignored (RFC 9110, section 7.8), and one that does not hold is: Vert.x would fail over it. From
     * one that holds a connection's options are taken in the one spelling that Vert.x reads.
     */
    static void check(HttpRequest request) {
        if (!request.headers().contains(HttpHeaderNames.UPGRADE)) {
            return;
        }
        if (holds(request)) {
            request.headers().set(HttpHeaderNames.CONNECTION, "Upgrade, HTTP2-Settings");
        } else {
            request.headers().remove(HttpHeaderNames.UPGRADE);
        }
    }

    /** Whether a request can go over to HTTP/2: whole, without a body, and with settings that can be read. */
    private static boolean holds(HttpRequest request) {
        var settings = request.headers().getAll(SETTINGS);
        return request.decoderResult().isSuccess()
                && !HttpUtil.isTransferEncodingChunked(request)
                && HttpUtil.getContentLength(request, 0) == 0
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, SETTINGS, true)
                && settings.size() == 1
                && decode(settings.get(0)) != null;
    }

    private static @Nullable Http2Settings decode(String encoded) {
        try {
            var settings = new Http2Settings();
            var pairs = ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded));
            while (pairs.hasRemaining()) {
                settings.put((char) pairs.getShort(), (Long) Integer.toUnsignedLong(pairs.getInt()));
            }
            return settings;
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return null;
        }
    }
}
