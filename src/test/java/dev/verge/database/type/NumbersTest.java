package dev.verge.database.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e2, 100",
        "-0.0, 0",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void writesNumbersWithoutFractionAsIntegers(String number, String text) {
        assertThat(Numbers.integer(new BigDecimal(number), Long.MIN_VALUE, Long.MAX_VALUE, "bigint"))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, is out of range for bigint", "1e2147483647, is out of range for bigint",
        "1.5, is not an integer", "1e-2147483647, is not an integer"
    })
    void refusesOtherNumbersAsIntegers(String number, String detail) {
        assertThatThrownBy(() -> Numbers.integer(new BigDecimal(number), Long.MIN_VALUE, Long.MAX_VALUE, "bigint"))
                .hasMessage(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "1.10, 1.10",
        "12345678901234567890.123456789, 12345678901234567890.123456789",
        "1e131071, 1E+131071",
        "1e-16383, 1E-16383"
    })
    void keepsEveryDigitOfANumeric(String number, String text) {
        assertThat(Numbers.numeric(new BigDecimal(number))).isEqualTo(text);
    }

    @Test
    void takesForNumbersThatAreNotFiniteTheStringsThatTheyAreWrittenAs() {
        for (String text : List.of("NaN", "Infinity", "-Infinity")) {
            assertThat(Numbers.numeric(text)).isEqualTo(text);
            assertThat(Numbers.real(text)).isEqualTo(text);
            assertThat(Numbers.doublePrecision(text)).isEqualTo(text);
        }
        assertThatThrownBy(() -> Numbers.numeric("infinity")).hasMessage("is not a number");
    }

    @Test
    void refusesWhatNoTypeHolds() {
        assertThatThrownBy(() -> Numbers.numeric(new BigDecimal("1e131072"))).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Numbers.numeric(new BigDecimal("1e-16384"))).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Numbers.numeric(Double.NaN)).hasMessage("is not a number");
        assertThatThrownBy(() -> Numbers.numeric("1")).hasMessage("is not a number");
        assertThatThrownBy(() -> Numbers.real(new BigDecimal("3.5e38"))).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Numbers.doublePrecision(new BigDecimal("1.8e308")))
                .isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Numbers.doublePrecision(new BigDecimal("1e2147483647")))
                .isInstanceOf(ValueException.class);
    }
}
