package dev.verge.observation.metrics;

import dev.verge.observation.RequestTrace;
import dev.verge.observation.TraceContext;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Names the trace of the request that is being counted, so that a bucket can show one; only a trace that is recorded. */
final class Exemplars implements SpanContext {
    private static final ThreadLocal<@Nullable TraceContext> CURRENT = new ThreadLocal<>();

    /**
     * Shows exemplars where OpenMetrics has a place for them, on buckets and totals. The library would put some on the count
     * of a histogram too, and a Prometheus before 2.43 then takes nothing of what is shown.
     */
    static final class OnBuckets implements PrometheusConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Properties prometheusProperties() {
            var properties = new Properties();
            properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
            return properties;
        }
    }

    /** Counts something of a request. */
    void count(RequestTrace trace, Runnable counting) {
        TraceContext recorded = recorded(trace);
        if (recorded == null) {
            counting.run();
            return;
        }
        CURRENT.set(recorded);
        counting.run();
        CURRENT.remove();
    }

    /** The caller may have it recorded where this node does not. */
    private static @Nullable TraceContext recorded(RequestTrace trace) {
        TraceContext here = trace.here();
        return here != null && here.sampled() ? here : null;
    }

    @Override
    public @Nullable String getCurrentTraceId() {
        TraceContext recorded = CURRENT.get();
        return recorded == null ? null : recorded.traceId();
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        TraceContext recorded = CURRENT.get();
        return recorded == null ? null : recorded.spanId();
    }

    @Override
    public boolean isCurrentSpanSampled() {
        return CURRENT.get() != null;
    }

    @Override
    public void markCurrentSpanAsExemplar() {
        // It is recorded as it is.
    }
}
