package dev.verge.management;

import dev.verge.observation.metrics.MetricsObserver;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers with the metrics in the format that the scraper prefers: OpenMetrics, or the older text of Prometheus. */
final class MetricsHandler implements Handler<RoutingContext> {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final MetricsObserver metrics;

    MetricsHandler(MetricsObserver metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        String contentType = accept != null && accept.contains(OPEN_METRICS)
                ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
        // To collect and write them takes milliseconds that requests on the same event loop would have to wait.
        context.vertx()
                .executeBlocking(() -> Buffer.buffer(metrics.scrape(contentType)), false)
                .onComplete(text -> Reply.write(context, 200, contentType, text), context::fail);
    }
}
