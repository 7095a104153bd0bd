package dev.verge.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Tells the decoder of an HTTP/1 connection of each answer that is written to its end. */
final class AnswerWatch extends ChannelOutboundHandlerAdapter {
    private final PacedDecoder decoder;

    AnswerWatch(PacedDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // whoever writes has the promise
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message, promise);
        if (message instanceof LastHttpContent && !interim(message)) {
            decoder.answered(context);
        }
    }

    /** Behind it the answer is still to come (RFC 9110, section 15.2). */
    private static boolean interim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
