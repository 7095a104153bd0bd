package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferredWaitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=2 | 2",
                "respond-async, Wait = 3 | 3",
                "wait=2; q=1 | 2",
                "wait=60 | 10",
                "wait=0 | 10",
                "wait=-1 | 10",
                "wait=soon | 10",
                "wait=99999999999999999999 | 10",
                "nowait=1 | 10",
                "return=minimal | 10"
            })
    void shortensTheDeadlineAndNeverLengthensIt(String header, long seconds) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("Prefer", header);
        assertThat(PreferredWait.within(Duration.ofSeconds(10), headers)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
