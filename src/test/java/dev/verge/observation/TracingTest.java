package dev.verge.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Only what is recorded, or what a caller names, has a place in a trace; services that are called hear of either. */
class TracingTest {
    private static final String REQUEST = "0123456789abcdef0123456789abcdef";
    private static final MultiMap SILENT = MultiMap.caseInsensitiveMultiMap();

    private final AtomicLong numbers = new AtomicLong();

    private RequestTrace begin(double sampling, MultiMap headers) {
        var choice = new Tracing.Choice(true, sampling, false);
        return new Tracing(choice, () -> 0, numbers::incrementAndGet).begin(REQUEST, true, headers);
    }

    @Test
    void aRecordedTraceThatBeginsHereHasTheNameOfTheRequest() {
        var trace = begin(1, SILENT);
        assertThat(trace.isSampled()).isTrue();
        assertThat(trace.isTimed()).isTrue();
        assertThat(trace.traceId()).isEqualTo(REQUEST);
        assertThat(trace.onward()).isEqualTo(trace.own());
    }

    @Test
    void oneThatIsNotRecordedIsThereForServicesThatAreCalled() {
        var trace = begin(0, SILENT);
        assertThat(trace.own()).isNull();
        assertThat(trace.traceId()).isNull();
        assertThat(trace.isTimed()).isFalse();
        assertThat(trace.onward().traceparent())
                .startsWith("00-" + REQUEST + "-")
                .endsWith("-00");
    }

    @Test
    void theCallerDecidesAboutItsOwn() {
        var caller = MultiMap.caseInsensitiveMultiMap()
                .add("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-00");
        var trace = begin(1, caller);
        assertThat(trace.isSampled()).isFalse();
        assertThat(trace.traceId()).isEqualTo("a".repeat(32));
        assertThat(trace.own().spanId()).isNotEqualTo("b".repeat(16));
    }

    @Test
    void withoutACollectorNothingBeginsHere() {
        var trace = new Tracing(Tracing.Choice.NONE, () -> 0, numbers::incrementAndGet).begin(REQUEST, true, SILENT);
        assertThat(trace.onward()).isNull();
    }
}
