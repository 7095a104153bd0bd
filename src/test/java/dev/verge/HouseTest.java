package dev.verge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What keeps the sources easy to read. */
class HouseTest {
    private static final int LONGEST = 250;

    @Test
    void noFileIsLongerThanAReaderHolds() throws IOException {
        assertThat(sources("src").stream().filter(file -> lines(file).size() > LONGEST))
                .as("files over %s lines", LONGEST)
                .isEmpty();
    }

    @Test
    void halfOfTheFilesAreShort() throws IOException {
        List<Integer> lengths = sources("src/main").stream()
                .map(file -> lines(file).size())
                .sorted()
                .toList();
        assertThat(lengths.get(lengths.size() / 2)).isLessThan(80);
    }

    @Test
    void everyPackageSaysWhatItOwns() throws IOException {
        List<Path> packages =
                sources("src/main").stream().map(Path::getParent).distinct().toList();
        assertThat(packages).isNotEmpty().allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(lines(info).stream()
                            .filter(line -> line.startsWith(" *"))
                            .count())
                    .as("lines of %s", info)
                    .isBetween(3L, 9L);
        });
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
