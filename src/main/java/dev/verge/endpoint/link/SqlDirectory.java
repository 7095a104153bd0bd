package dev.verge.endpoint.link;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.NearestWord;
import dev.verge.source.SourceDocument;
import dev.verge.sql.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code sql} directory: each file is read once, however many operations use it. */
final class SqlDirectory {
    private final Path directory;
    private final Mistakes mistakes;
    private final Map<String, Optional<SqlStatement>> statements = new HashMap<>();

    SqlDirectory(Path conf, Mistakes mistakes) {
        this.directory = conf.resolve("sql");
        this.mistakes = mistakes;
    }

    /** Whether the file of an operation's statement exists. */
    boolean has(String file) {
        return Files.isRegularFile(directory.resolve(file));
    }

    /**
     * The statement in a file.
     *
     * @param user where the contract names the file
     */
    Optional<SqlStatement> statement(String file, Location user) {
        Path path = directory.resolve(file);
        if (!Files.isRegularFile(path)) {
            mistakes.add(user, path + ": the file does not exist" + nearest(path));
            return Optional.empty();
        }
        return statements.computeIfAbsent(file, ignored -> SourceDocument.text(path, path.toString(), mistakes)
                .flatMap(text -> SqlStatement.parse(path.toString(), text, mistakes)));
    }

    private static String nearest(Path path) {
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return "";
        }
        try (Stream<Path> files = Files.list(parent)) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName())).toList();
            return NearestWord.of(String.valueOf(path.getFileName()), names)
                    .map(close -> " (did you mean " + close + "?)")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
