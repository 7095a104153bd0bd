package dev.verge.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;

/** Resets the streams of HTTP/2 requests with fields that no message may have (RFC 9113, section 8.2.1). */
final class StrictFields extends Http2FrameListenerDecorator {
    StrictFields(Http2FrameListener listener) {
        super(listener);
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
        check(stream, headers);
        super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, end);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
            throws Http2Exception {
        check(stream, headers);
        super.onHeadersRead(context, stream, headers, padding, end);
    }

    private static void check(int stream, Http2Headers headers) throws Http2Exception {
        boolean holds = headers.method() == null || token(headers.method());
        for (var field : headers) {
            holds &= name(field.getKey()) && HttpHeaderValidationUtil.validateValidHeaderValue(field.getValue()) < 0;
        }
        if (!holds) {
            throw Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, "malformed field");
        }
    }

    private static boolean name(CharSequence name) {
        return Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(name) || token(name);
    }

    private static boolean token(CharSequence text) {
        return text.length() > 0 && HttpHeaderValidationUtil.validateToken(text) < 0;
    }
}
