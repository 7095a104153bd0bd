package dev.verge.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes up one request at a time: the next one when the one before it is answered and its caller reads what is answered
 * (RFC 9112, section 9.3.2), and a few in each turn of the event loop, also when they are answered at once. Until then its
 * bytes stay as they came, and few of them: a caller who sends and sends takes no more turns than others, and cannot make
 * requests and answers pile up.
 */
final class PacedDecoder extends VertxHttpRequestDecoder {
    /** A little is read ahead, since only who reads hears of a caller who hangs up. */
    private static final int READ_AHEAD = 1_024;

    private static final int REQUESTS = 4;

    private final HeadTimer timer;
    private int begun;
    private boolean arriving;
    private boolean unanswered;
    private boolean held;
    private boolean waiting;
    private boolean stopped;

    PacedDecoder(HttpServerOptions options, HeadTimer timer) {
        super(options);
        this.timer = timer;
    }

    /** The answer to the request in hand is written to its end. */
    void answered(ChannelHandlerContext context) {
        unanswered = false;
        goOn(context);
    }

    /** Netty's decoder would ask for more as long as it has made nothing of what it has. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        begun = 0;
        if (held) {
            discardSomeReadBytes();
            context.fireChannelReadComplete();
            goOn(context);
        } else {
            super.channelReadComplete(context);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        goOn(context);
        context.fireChannelWritabilityChanged();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> messages) throws Exception {
        held = !ready(context);
        if (held) {
            hold(context, buffer.readableBytes());
        } else {
            super.decode(context, buffer, messages);
            messages.forEach(this::note);
        }
        ReadSize.of(context.channel()).enough(buffer.isReadable());
    }

    private boolean ready(ChannelHandlerContext context) {
        return arriving || (!unanswered && begun < REQUESTS && context.channel().isWritable());
    }

    private void hold(ChannelHandlerContext context, int ahead) {
        timer.held();
        if (ahead > READ_AHEAD) {
            stopped = true;
            context.channel().config().setAutoRead(false);
        }
    }

    private void note(Object message) {
        if (message instanceof HttpRequest) {
            begun++;
            arriving = true;
            unanswered = true;
        }
        if (message instanceof LastHttpContent) {
            arriving = false;
        }
    }

    /** In the next turn of the event loop: whoever writes is not done with it, and others have sent something, too. */
    @SuppressWarnings("FutureReturnValueIgnored") // the event loop runs it, or ends
    private void goOn(ChannelHandlerContext context) {
        if (held && !waiting && ready(context)) {
            waiting = true;
            context.executor().schedule(() -> nextTurn(context), 0, TimeUnit.NANOSECONDS);
        }
    }

    private void nextTurn(ChannelHandlerContext context) {
        waiting = false;
        if (held && ready(context) && context.channel().isActive()) {
            timer.readOn();
            readAgain(context);
        }
    }

    /** Vert.x stops reading, too, while it has messages left; should it do so now, it finds one request more. */
    private void readAgain(ChannelHandlerContext context) {
        if (stopped && !held) {
            stopped = false;
            context.channel().config().setAutoRead(true);
        }
    }
}
