package dev.verge.observation.trace;

import dev.verge.observation.Moment;
import dev.verge.observation.Observation.RequestServed;
import dev.verge.observation.RequestTrace;
import dev.verge.observation.RequestTrace.Subject;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a request. A transaction is sent in one piece and answered in one piece, so what is measured of it is the
 * round trip; a rule has a span of its own only where it is a statement of its own, whose answer comes first.
 */
final class Spans {
    private static final int SERVER_ERROR = 500;
    private static final int HUNG_UP = 499;

    private final Resource resource;

    Spans(String service, String version) {
        AttributesBuilder attributes = Attributes.builder()
                .put("service.name", service)
                .put("service.version", version)
                .put("service.instance.id", UUID.randomUUID().toString());
        String host = System.getenv("HOSTNAME");
        this.resource = Resource.getDefault()
                .merge(Resource.create(
                        host == null
                                ? attributes.build()
                                : attributes.put("host.name", host).build()));
    }

    /** The request's own span first. */
    List<SpanData> of(Finished finished) {
        RequestServed served = finished.served();
        RequestTrace trace = served.trace();
        long end = nanos(finished.end());
        long start = end - served.duration().toNanos();
        Span request = Span.request(trace, name(served), start, end, attributes(served), isFailure(served), resource);
        var spans = new ArrayList<SpanData>();
        spans.add(request);
        long admitted = trace.at(Moment.ADMITTED);
        spans.add(request.child("authenticate", SpanKind.INTERNAL, start, admitted < 0 ? end : start + admitted));
        long asked = trace.at(Moment.ASKED);
        long sent = trace.at(Moment.SENT);
        if (asked >= 0) {
            spans.add(request.child(
                    "wait for connection", SpanKind.INTERNAL, start + asked, sent < 0 ? end : start + sent));
        }
        if (sent >= 0) {
            addTransaction(spans, request, trace, start, end);
        }
        return spans;
    }

    private static void addTransaction(List<SpanData> spans, Span request, RequestTrace trace, long start, long end) {
        Subject subject = trace.subject();
        long sent = start + trace.at(Moment.SENT);
        long ruled = trace.at(Moment.RULED);
        long answered = trace.at(Moment.ANSWERED) < trace.at(Moment.SENT) ? end : start + trace.at(Moment.ANSWERED);
        String rule = subject.rule();
        String statement = String.valueOf(subject.statement());
        boolean apart = ruled >= trace.at(Moment.SENT);
        String together = rule == null ? statement : rule + " + " + statement;
        Span transaction = request.child(apart ? "transaction" : together, SpanKind.CLIENT, sent, answered)
                .with(database(trace, rule, statement));
        spans.add(transaction);
        if (apart && rule != null) {
            spans.add(transaction.child(rule, SpanKind.INTERNAL, sent, start + ruled));
            spans.add(transaction.child(statement, SpanKind.INTERNAL, start + ruled, answered));
        }
    }

    private static Attributes database(RequestTrace trace, @Nullable String rule, String statement) {
        AttributesBuilder attributes = Attributes.builder()
                .put("db.system.name", "postgresql")
                .put("verge.lane", String.valueOf(trace.lane()))
                .put("verge.attempts", trace.attempts())
                .put("verge.statement", statement);
        return rule == null
                ? attributes.build()
                : attributes.put("verge.rule", rule).build();
    }

    private static String name(RequestServed served) {
        String route = served.trace().subject().route();
        return route == null ? served.method() : served.method() + " " + route;
    }

    private static Attributes attributes(RequestServed served) {
        AttributesBuilder attributes = Attributes.builder()
                .put("http.request.method", served.method())
                .put("http.response.status_code", served.status())
                .put("verge.request.id", served.requestId());
        String route = served.trace().subject().route();
        if (route != null) {
            attributes.put("http.route", route);
        }
        if (served.operationId() != null) {
            attributes.put("verge.operation", served.operationId());
        }
        if (served.problem() != null) {
            attributes.put("error.type", served.problem());
        }
        return attributes.build();
    }

    private static boolean isFailure(RequestServed served) {
        return served.status() >= SERVER_ERROR || served.status() == HUNG_UP;
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
