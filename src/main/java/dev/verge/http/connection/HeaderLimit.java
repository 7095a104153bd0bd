package dev.verge.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.http.HttpServerRequest;

/**
 * How large the header section of an HTTP/2 request may be (RFC 9113, section 6.5.2). What is larger than Netty was told
 * Netty answers itself, with a bare status. So it is told {@link #ROOM} times the limit, and a request over the limit goes
 * on without its fields, marked, to be refused like one of HTTP/1.
 *
 * @param bytes as HTTP/2 counts them: names, values, and 32 for each field
 */
record HeaderLimit(int bytes) {
    /** Who sends still more is told no more than the status. */
    static final int ROOM = 4;

    /** Not a token: no caller can send a field of this name. */
    private static final String MARK = "header section too large";

    private static final int AROUND_FIELD = 32;

    /** What tells a caller of the limit, after it was told what Netty was told. */
    ByteBuf settings() {
        var frame = Unpooled.buffer();
        Http2CodecUtil.writeFrameHeader(
                frame, Http2CodecUtil.SETTING_ENTRY_LENGTH, Http2FrameTypes.SETTINGS, new Http2Flags(), 0);
        return frame.writeShort(Http2CodecUtil.SETTINGS_MAX_HEADER_LIST_SIZE).writeInt(bytes);
    }

    boolean isExceededBy(Http2Headers headers) {
        long size = 0;
        for (var field : headers) {
            size += field.getKey().length() + field.getValue().length() + AROUND_FIELD;
        }
        return size > bytes;
    }

    /** The request without its fields, and with the mark. */
    static Http2Headers marked(Http2Headers headers) {
        return new DefaultHttp2Headers(false)
                .method(headers.method())
                .scheme(headers.scheme())
                .path(headers.path())
                .authority(headers.authority())
                .add(MARK, "");
    }

    static boolean isMarked(HttpServerRequest request) {
        return request.headers().contains(MARK);
    }
}
