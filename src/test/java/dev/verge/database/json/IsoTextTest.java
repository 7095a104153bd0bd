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
        "10000-01-01 00:00:00+00, 10000-01-01T00:00:00Z",
        "0044-03-15 00:00:00+00 BC, 0044-03-15T00:00:00Z BC",
        "03:04:05-03:30, 03:04:05-03:30",
        "03:04:05+00, 03:04:05Z",
        "infinity, infinity",
        "-infinity, -infinity"
    })
    void writesMomentsAsRfc3339(String text, String iso) {
        assertThat(IsoText.withOffset(text)).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({"\\x, ''", "\\x00ff, AP8=", "\\xDEADbeef, 3q2+7w=="})
    void writesBytesAsBase64(String text, String base64) {
        assertThat(IsoText.base64(text)).isEqualTo(base64);
    }
}
