package dev.verge.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.jose.KeyReader;
import dev.verge.auth.jose.SignatureAlgorithm;
import dev.verge.config.IdentitySettings;
import dev.verge.testing.TestIssuer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshScheduleTest {
    private final KeyDocument before = document("withdrawn");
    private final KeyDocument after = document("other");

    @ParameterizedTest(name = "grace {0} min")
    @ValueSource(longs = {1, 5, 15, 60})
    void withdrawnKeyIsGoneByTheEndOfIntervalAndGrace(long minutes) {
        Duration grace = Duration.ofMinutes(minutes);
        for (int seed = 0; seed < 200; seed++) {
            var schedule = schedule(grace, seed);
            long now = 0;
            KeySnapshot keys = KeySnapshot.EMPTY.merge(before, now, grace);
            while (keys.find("withdrawn", now) != null) {
                now += schedule.afterSuccess(keys, null, now).toNanos();
                keys = keys.merge(after, now, grace);
            }
            assertThat(Duration.ofNanos(now))
                    .isBetween(
                            Duration.ofMinutes(54).plus(grace),
                            Duration.ofMinutes(60).plus(grace).plusSeconds(1));
        }
    }

    @ParameterizedTest(name = "max-age {0} s: {1} min")
    @CsvSource({"0,60", "10,60", "299,60", "300,5", "1200,20", "3599,60", "86400,60"})
    void heedsTheAgeThatTheIssuerSaysWithinBounds(long seconds, long minutes) {
        for (int seed = 0; seed < 50; seed++) {
            Duration next = schedule(Duration.ofMinutes(15), seed)
                    .afterSuccess(KeySnapshot.EMPTY, Duration.ofSeconds(seconds), 0);
            assertThat(next).isBetween(Duration.ofSeconds(minutes * 53), Duration.ofMinutes(minutes));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "max-age=600|600",
                "public, Max-Age=600|600",
                "max-age=\"600\"|600",
                "no-cache|none",
                "no-store, max-age=600|none",
                "max-age=600, max-age=700|none",
                "max-age=-1|none",
                "max-age=x|none",
                "s-maxage=600|none",
                "max-age=99999999999999999999999|none",
                ",,;=|none"
            })
    void readsTheAge(String value, Long seconds) {
        assertThat(CacheControl.maximumAge(List.of(value)))
                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    private static RefreshSchedule schedule(Duration grace, int seed) {
        return new RefreshSchedule(
                new IdentitySettings(List.of(), null, Duration.ofSeconds(60), Duration.ofHours(1), grace, 0),
                new Random(seed));
    }

    private static KeyDocument document(String id) {
        var keys = new JsonArray().add(TestIssuer.jwk(TestIssuer.key(id, 2048)));
        return KeyDocument.read(
                new JsonObject().put("keys", keys).toBuffer().getBytes(),
                new KeyReader(List.of(SignatureAlgorithm.RS256)),
                null);
    }
}
