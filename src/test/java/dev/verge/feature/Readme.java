package dev.verge.feature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** README.md taken apart, so that what it shows can be tried. */
final class Readme {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\n(.*?)^ *```$");

    private final String text;

    Readme() {
        try {
            text = Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fenced block without its indentation. */
    record Block(String language, String content) {}

    String text() {
        return text;
    }

    List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(match -> new Block(match.group(2), unindented(match.group(3), match.group(1))))
                .toList();
    }

    /** The first block in a language below a text. */
    Block blockBelow(String start, String language) {
        int from = text.indexOf(start);
        return BLOCK.matcher(text)
                .results()
                .filter(match -> from >= 0 && match.start() > from)
                .map(match -> new Block(match.group(2), unindented(match.group(3), match.group(1))))
                .filter(block -> block.language.equals(language))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start + ": no " + language));
    }

    /** The cells of the table whose head begins so, row by row. */
    List<List<String>> rows(String head) {
        return text.lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** The headings of a level. */
    List<String> sections(String level) {
        return text.lines()
                .filter(line -> line.startsWith(level))
                .map(line -> line.substring(level.length()))
                .toList();
    }

    /** What stands below a heading, up to the next one. */
    String section(String heading) {
        return text.lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String unindented(String content, String indentation) {
        return content.lines()
                .map(line -> line.startsWith(indentation) ? line.substring(indentation.length()) : line)
                .collect(Collectors.joining("\n"));
    }
}
