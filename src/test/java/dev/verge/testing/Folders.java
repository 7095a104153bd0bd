package dev.verge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Conf folders that a test may change. */
public final class Folders {
    private Folders() {}

    /** Copies a folder of text files with everything below it; the target may exist. */
    public static Path copy(Path folder, Path target) {
        return copy(folder, target, UnaryOperator.identity());
    }

    /** Copies a folder of text files, changing each of them. */
    public static Path copy(Path folder, Path target, UnaryOperator<String> change) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(folder.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, change.apply(Files.readString(file)));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text that stands exactly once in a file. */
    public static void replace(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        int at = text.indexOf(before);
        if (at < 0 || text.indexOf(before, at + 1) >= 0) {
            throw new AssertionError(file + " does not hold exactly once: " + before);
        }
        Files.writeString(file, text.substring(0, at) + after + text.substring(at + before.length()));
    }
}
