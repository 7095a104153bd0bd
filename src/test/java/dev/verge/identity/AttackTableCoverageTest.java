package dev.verge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of attacks has 111 rows; each must be tried, under its number. */
class AttackTableCoverageTest {
    private static final int ROWS = 111;
    private static final Pattern NUMBER = Pattern.compile("(?:\"|\\bRow )(\\d{1,3}) ");

    @Test
    void everyRowIsTried() throws IOException {
        var tried = new TreeSet<Integer>();
        try (Stream<Path> sources = Files.list(Path.of("src/test/java/dev/verge/identity"))) {
            for (Path source : sources.toList()) {
                NUMBER.matcher(Files.readString(source))
                        .results()
                        .map(number -> Integer.valueOf(number.group(1)))
                        .forEach(tried::add);
            }
        }
        assertThat(tried).containsAll(IntStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toSet()));
    }
}
