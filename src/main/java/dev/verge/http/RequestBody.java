package dev.verge.http;

import dev.verge.config.HttpSettings;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The body of one request: held back until somebody asks for it, then read whole or thrown away. */
final class RequestBody {
    private final HttpServerRequest request;
    private final LoopContext loop;
    private final HttpSettings settings;
    private final long announced;
    private boolean ended;
    private boolean awaitsContinue;
    private @Nullable Buffer content;
    private Runnable atEnd = () -> {};
    private @Nullable Promise<@Nullable Buffer> awaited;

    /** Holds the body of this request back; listens for its end. */
    RequestBody(HttpServerRequest request, LoopContext loop) {
        this.request = request;
        this.loop = loop;
        this.settings = loop.settings();
        this.announced = contentLength(request);
        this.awaitsContinue = "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))
                && request.version() != HttpVersion.HTTP_1_0;
        this.ended = announcesNone();
        if (!ended) {
            request.pause();
            request.endHandler(end -> end());
        }
    }

    private static long contentLength(HttpServerRequest request) {
        var value = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return value == null ? -1 : Long.parseLong(value);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Only HTTP/1 says in its head whether a body follows (RFC 9112, section 6.3). */
    private boolean announcesNone() {
        return request.version() != HttpVersion.HTTP_2
                && announced <= 0
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void end() {
        ended = true;
        atEnd.run();
    }

    /** The whole body; null when it is empty. Fails with 413 or 408, or with what it is given up for. */
    Future<@Nullable Buffer> read() {
        if (ended) {
            return Future.succeededFuture();
        }
        if (announced > settings.maxBodySize()) {
            return Future.failedFuture(tooLarge());
        }
        if (awaitsContinue) {
            awaitsContinue = false;
            request.response().writeContinue();
        }
        return readWithinLimits();
    }

    private Future<@Nullable Buffer> readWithinLimits() {
        Promise<@Nullable Buffer> whole = Promise.promise();
        awaited = whole;
        long timer = loop.vertx()
                .setTimer(
                        settings.bodyTimeout().toMillis(),
                        late -> whole.tryFail(
                                Problem.of(ProblemType.REQUEST_TIMEOUT).exception()));
        atEnd = () -> whole.tryComplete(content);
        request.handler(chunk -> append(chunk, whole));
        request.resume();
        return whole.future().onComplete(done -> loop.vertx().cancelTimer(timer));
    }

    private void append(Buffer chunk, Promise<@Nullable Buffer> whole) {
        long size = chunk.length() + (content == null ? 0L : content.length());
        if (size > settings.maxBodySize()) {
            whole.tryFail(tooLarge());
        } else if (size > 0) {
            content = content == null ? chunk.copy() : content.appendBuffer(chunk);
        }
    }

    private RuntimeException tooLarge() {
        return Problem.of(ProblemType.CONTENT_TOO_LARGE, "At most " + settings.maxBodySize() + " bytes")
                .exception();
    }

    /** Nobody needs it any more: whoever waits for it is told why. */
    void giveUp(Throwable reason) {
        if (awaited != null) {
            awaited.tryFail(reason);
        }
    }

    /** Whether somebody waits for the rest of it. */
    boolean arrives() {
        return awaited != null && !awaited.future().isComplete();
    }

    boolean ended() {
        return ended;
    }

    /** Whether the rest is known to be small enough to be read to its end, so that the connection can be kept. */
    boolean shortRest() {
        return announced >= 0 && announced <= settings.maxBodySize() && !awaitsContinue;
    }

    /** Throws away what still comes. */
    void discard(Runnable atEnd) {
        this.atEnd = atEnd;
        content = null;
        request.handler(chunk -> {});
        request.resume();
    }
}
