package dev.verge.observation.trace;

import dev.verge.observation.RequestTrace;
import dev.verge.observation.TraceContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A span that has ended, as the exporter reads it. */
record Span(
        String name,
        SpanKind kind,
        SpanContext place,
        SpanContext parent,
        StatusData status,
        long start,
        long end,
        Attributes attributes,
        Resource resource)
        implements SpanData {
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("dev.verge");

    /** The span of a request itself. */
    static Span request(
            RequestTrace trace,
            String name,
            long start,
            long end,
            Attributes attributes,
            boolean failed,
            Resource resource) {
        TraceContext own = Objects.requireNonNull(trace.own(), "own");
        TraceContext caller = trace.parent();
        TraceState state = state(own.state());
        return new Span(
                name,
                SpanKind.SERVER,
                SpanContext.create(own.traceId(), own.spanId(), TraceFlags.getSampled(), state),
                caller == null
                        ? SpanContext.getInvalid()
                        : SpanContext.createFromRemoteParent(
                                caller.traceId(), caller.spanId(), TraceFlags.getSampled(), state),
                failed ? StatusData.error() : StatusData.unset(),
                start,
                end,
                attributes,
                resource);
    }

    /** A part of it. */
    Span child(String named, SpanKind ofKind, long from, long to) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
        SpanContext below = SpanContext.create(place.getTraceId(), id, TraceFlags.getSampled(), place.getTraceState());
        return new Span(named, ofKind, below, place, StatusData.unset(), from, to, Attributes.empty(), resource);
    }

    Span with(Attributes others) {
        return new Span(name, kind, place, parent, status, start, end, others, resource);
    }

    private static TraceState state(@Nullable String list) {
        if (list == null) {
            return TraceState.getDefault();
        }
        TraceStateBuilder state = TraceState.builder();
        String[] members = list.split(",", -1);
        for (int i = members.length - 1; i >= 0; i--) {
            String[] member = members[i].strip().split("=", 2);
            if (member.length == 2) {
                state.put(member[0], member[1]);
            }
        }
        return state.build();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public SpanKind getKind() {
        return kind;
    }

    @Override
    public SpanContext getSpanContext() {
        return place;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent;
    }

    @Override
    public StatusData getStatus() {
        return status;
    }

    @Override
    public long getStartEpochNanos() {
        return start;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public List<LinkData> getLinks() {
        return List.of();
    }

    @Override
    public long getEndEpochNanos() {
        return end;
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public int getTotalRecordedLinks() {
        return 0;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return InstrumentationLibraryInfo.create(SCOPE.getName(), null);
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public Resource getResource() {
        return resource;
    }
}
