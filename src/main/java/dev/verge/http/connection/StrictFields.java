package dev.verge.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Resets the streams of HTTP/2 requests with fields that no message may have (RFC 9113, section 8.2.1), and marks requests
 * with too many.
 */
final class StrictFields extends Http2FrameListenerDecorator {
    private final HeaderLimit limit;

    StrictFields(Http2FrameListener listener, HeaderLimit limit) {
        super(listener);
        this.limit = limit;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end)
            throws Http2Exception {
        super.onHeadersRead(context, stream, checked(stream, headers), dependency, weight, exclusive, padding, end);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
            throws Http2Exception {
        super.onHeadersRead(context, stream, checked(stream, headers), padding, end);
    }

    /** A trailer section has no method. One that is too large is not worth an answer. */
    private Http2Headers checked(int stream, Http2Headers headers) throws Http2Exception {
        boolean trailers = headers.method() == null;
        boolean large = limit.isExceededBy(headers);
        if (large ? trailers : !hold(headers)) {
            throw Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, "malformed field");
        }
        return large ? HeaderLimit.marked(headers) : headers;
    }

    private static boolean hold(Http2Headers headers) {
        boolean hold = headers.method() == null || token(headers.method());
        for (var field : headers) {
            hold &= name(field.getKey()) && HttpHeaderValidationUtil.validateValidHeaderValue(field.getValue()) < 0;
        }
        return hold;
    }

    private static boolean name(CharSequence name) {
        return Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(name) || token(name);
    }

    private static boolean token(CharSequence text) {
        return text.length() > 0 && HttpHeaderValidationUtil.validateToken(text) < 0;
    }
}
