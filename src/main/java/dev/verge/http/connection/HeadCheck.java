package dev.verge.http.connection;

import dev.verge.problem.ProblemException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Looks at the head of each HTTP/1 request between the decoder and Vert.x. One that does not hold goes on as one that
 * could not be decoded, so that it is refused and nothing behind it is read.
 */
final class HeadCheck extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            check(request);
        }
        context.fireChannelRead(message);
    }

    private static void check(HttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            try {
                RequestFraming.check(request);
            } catch (ProblemException e) {
                request.setDecoderResult(DecoderResult.failure(e));
            }
        }
        if (request.decoderResult().isFailure()) {
            // Vert.x answers in the version of the request, whatever that says.
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        unlistClose(request);
        Http2Upgrade.check(request);
    }

    /** Vert.x knows {@code close} only when it stands alone (RFC 9110, section 7.6.1). */
    private static void unlistClose(HttpRequest request) {
        if (request.headers().contains(HttpHeaderNames.CONNECTION) && !HttpUtil.isKeepAlive(request)) {
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }
}
