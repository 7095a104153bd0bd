package dev.verge.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces on the loopback address: it takes OTLP over HTTP in the form that its authors generate. */
public final class TraceCollector implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean silent;

    /** Listens on a free port. */
    public TraceCollector() {
        this.server = Futures.result(
                vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (!silent) {
                boolean known = request.path().equals("/v1/traces")
                        && "application/x-protobuf".equals(request.getHeader("Content-Type"));
                request.response()
                        .setStatusCode(known && read(body) ? 200 : 400)
                        .end();
            }
        });
    }

    private boolean read(Buffer body) {
        try {
            received.addAll(ExportTraceServiceRequest.parseFrom(body.getBytes()).getResourceSpansList());
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /** From now on takes everything and answers nothing. */
    public void fallSilent() {
        silent = true;
    }

    /** Where it takes traces. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.actualPort() + "/v1/traces";
    }

    /** Who sent spans so far. */
    public List<ResourceSpans> received() {
        return received;
    }

    /** The spans so far of a trace. */
    public List<Span> spans(String traceId) {
        return received.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span -> hex(span.getTraceId().toByteArray()).equals(traceId))
                .toList();
    }

    /** An identifier as headers have it. */
    public static String hex(byte[] id) {
        return java.util.HexFormat.of().formatHex(id);
    }

    @Override
    public void close() {
        Futures.result(vertx.close());
    }
}
