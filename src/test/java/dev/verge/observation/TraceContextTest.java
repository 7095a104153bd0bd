package dev.verge.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String GOOD = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static TraceContext read(String parent, String... state) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("traceparent", parent);
        for (String field : state) {
            headers.add("tracestate", field);
        }
        return TraceContext.of(headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings"
            })
    void readsWhatIsWellFormed(String parent) {
        assertThat(read(parent)).isEqualTo(new TraceContext(TRACE, "00f067aa0ba902b7", true, null));
        assertThat(read(parent).traceparent()).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more"
            })
    void takesNoNoticeOfTheRest(String parent) {
        assertThat(read(parent)).isNull();
    }

    @Test
    void twoParentsAreNone() {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().add("traceparent", GOOD).add("traceparent", GOOD);
        assertThat(TraceContext.of(headers)).isNull();
        assertThat(TraceContext.of(MultiMap.caseInsensitiveMultiMap())).isNull();
    }

    @Test
    void stateIsPassedOnWhenItIsWellFormed() {
        assertThat(read(GOOD, "rojo=00f067aa0ba902b7, fw529a3039@dt=1", "congo=t61")
                        .state())
                .isEqualTo("rojo=00f067aa0ba902b7, fw529a3039@dt=1,congo=t61");
        for (String wrong : new String[] {"rojo", "a=1,a=2", "A=1", "a=b=c", "a=\u00e9", "=1", ",", many(33)}) {
            assertThat(read(GOOD, wrong)).isEqualTo(new TraceContext(TRACE, "00f067aa0ba902b7", true, null));
        }
        assertThat(read(GOOD, many(32)).state()).isEqualTo(many(32));
    }

    private static String many(int count) {
        return String.join(
                ",", IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").toList());
    }
}
