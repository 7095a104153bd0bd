package dev.verge.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.LimitSettings.Rate;
import dev.verge.testing.TestTime;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final TestTime time = TestTime.standing();
    private final RateLimit limit = new RateLimit("caller", new Rate(10, Duration.ofSeconds(5)), time::nanoTime);

    @Test
    void letsSoManyThroughAtOnceAndNoMore() {
        assertThat(IntStream.range(0, 15)
                        .filter(i -> limit.take("ann").allowed())
                        .count())
                .isEqualTo(10);
        assertThat(limit.take("bob").allowed()).isTrue();
    }

    @Test
    void letsOthersFollowEvenly() {
        IntStream.range(0, 10).forEach(i -> limit.take("ann"));
        Quota spent = limit.take("ann");
        assertThat(spent.allowed()).isFalse();
        assertThat(spent.retry()).isEqualTo(1);
        assertThat(spent.reset()).isEqualTo(5);
        time.pass(Duration.ofMillis(499));
        assertThat(limit.take("ann").allowed()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(limit.take("ann").allowed()).isTrue();
        assertThat(limit.take("ann").allowed()).isFalse();
        time.pass(Duration.ofHours(1));
        assertThat(limit.take("ann").left()).isEqualTo(9);
    }

    @Test
    void tellsWhatIsLeft() {
        var headers = MultiMap.caseInsensitiveMultiMap();
        limit.take("ann").tell(headers);
        assertThat(headers.get("RateLimit-Policy")).isEqualTo("\"caller\";q=10;w=5");
        assertThat(headers.get("RateLimit")).isEqualTo("\"caller\";r=9;t=1");
    }
}
