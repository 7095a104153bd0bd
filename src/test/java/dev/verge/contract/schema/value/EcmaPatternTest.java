package dev.verge.contract.schema.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)a",
                "(?>a)",
                "(?i:a)",
                "a++",
                "a*+",
                "a?+",
                "a{2}+",
                "\\Qa\\E",
                "\\x{41}",
                "\\a",
                "\\Z",
                "\\h",
                "(",
                "[",
                "*",
                "\\",
                "a{2",
                "a{2,1}",
                "[b-a]",
                "\\p{Nope}",
                "\\pL",
                "\\u{41",
                "(?<n"
            })
    void refusesWhatIsNoPatternOfEcma(String pattern) {
        assertThat(EcmaPattern.reason(pattern)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                "^a$ a true",
                "^a$ \"a\n\" false",
                "^.$ \"\u2028\" false",
                "^.$ \uD83D\uDCA9 true",
                "^\\u{1F4A9}+$ \uD83D\uDCA9\uD83D\uDCA9 true",
                "^[\\u{1F4A9}]$ \uD83D\uDCA9 true",
                "^\\d$ \u0967 false",
                "^\\w$ \u00e9 false",
                "^\\s$ \uFEFF true",
                "^\\S$ \uFEFF false",
                "^[\\s]$ \u00A0 true",
                "^[[a&&b]$ & true",
                "^[^]$ x true",
                "[] x false",
                "^(?<n>a)\\k<n>$ aa true",
                "^(?:a|b)+?c$ abc true",
                "(?<=a)b(?!c) abd true",
                "(?<!a)b(?=c) abc false",
                "^\\p{Letter}\\p{Lu}\\p{Script=Greek}$ aA\u03b1 true",
                "^\\cA$ \"\u0001\" true",
                "^\\0$ \"\u0000\" true",
                "^[\\b]$ \"\b\" true",
                "^\\x41\\/$ A/ true",
                "^[+*?}]+$ +*?} true",
            })
    void meansWhatEcmaMeans(String pattern, String text, boolean found) {
        assertThat(EcmaPattern.of(pattern).isFoundIn(text, new Budget())).isEqualTo(found);
    }
}
