package dev.verge.database.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTextTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02 03:04:05+00, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05.000001+00, 2026-01-02T03:04:05.000001Z",
        "2026-01-02 03:04:05-03:30, 2026-01-02T03:04:05-03:30",
        "2026-01-02 03:04:05+05, 2026-01-02T03:04:05+05:00",
        "10000-01-01 00:00:00+00, +10000-01-01T00:00:00Z",
        "0044-03-15 00:00:00+00 BC, -0043-03-15T00:00:00Z",
        "infinity, infinity",
        "-infinity, -infinity"
    })
    void writesMomentsAsIso8601(String text, String iso) {
        assertThat(IsoText.timestampWithOffset(text)).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02, 2026-01-02",
        "0001-01-01, 0001-01-01",
        "0001-12-31 BC, 0000-12-31",
        "4714-11-24 BC, -4713-11-24",
        "5874897-12-31, +5874897-12-31",
        "2026-01-02 03:04:05, 2026-01-02T03:04:05",
        "0044-03-15 00:00:00 BC, -0043-03-15T00:00:00",
        "infinity, infinity",
        "-infinity, -infinity"
    })
    void writesDaysOfEveryYearAsIso8601(String text, String iso) {
        assertThat(IsoText.timestamp(text)).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({"03:04:05-03:30, 03:04:05-03:30", "03:04:05+00, 03:04:05Z", "03:04:05+15:59:59, 03:04:05+15:59:59"})
    void writesTimesWithTheirOffset(String text, String iso) {
        assertThat(IsoText.withOffset(text)).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({"\\x, ''", "\\x00ff, AP8=", "\\xDEADbeef, 3q2+7w=="})
    void writesBytesAsBase64(String text, String base64) {
        assertThat(IsoText.base64(text)).isEqualTo(base64);
    }
}
