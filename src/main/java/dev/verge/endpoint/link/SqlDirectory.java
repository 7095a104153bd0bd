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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The {@code sql} directory: each file is read once, however many operations use it. */
final class SqlDirectory {
    /** Where the rules are. */
    static final String RULES = "allow/";

    private final Path directory;
    private final Mistakes mistakes;
    private final Map<String, Optional<SqlStatement>> statements = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    SqlDirectory(Path conf, Mistakes mistakes) {
        this.directory = conf.resolve("sql");
        this.mistakes = mistakes;
    }

    /** Whether the file of an operation's statement exists. */
    boolean has(String file) {
        used.add(file);
        return Files.isRegularFile(directory.resolve(file));
    }

    /**
     * The statement in a file.
     *
     * @param user where the contract names the file
     */
    Optional<SqlStatement> statement(String file, Location user) {
        Path path = directory.resolve(file);
        used.add(file);
        if (!Files.isRegularFile(path)) {
            refuseMissing(file, user);
            return Optional.empty();
        }
        return statements.computeIfAbsent(file, ignored -> SourceDocument.text(path, path.toString(), mistakes)
                .flatMap(text -> SqlStatement.parse(path.toString(), text, mistakes)));
    }

    /** A file of nearly the same name was probably meant, and is not unused then. */
    private void refuseMissing(String file, Location user) {
        String below = file.substring(0, file.lastIndexOf('/') + 1);
        Optional<String> meant = NearestWord.of(file.substring(below.length()), names(directory.resolve(below)));
        meant.ifPresent(name -> used.add(below + name));
        String suggestion = meant.map(name -> " (did you mean " + name + "?)").orElse("");
        mistakes.add(user, directory.resolve(file) + ": the file does not exist" + suggestion);
    }

    /** A file that nothing uses is one that somebody believes to be used. */
    void refuseUnused() {
        refuseUnused("", "an operation of its name, or one that names it in x-verge.sql");
        refuseUnused(RULES, "an operation that names it in x-verge.allow");
    }

    private void refuseUnused(String below, String expected) {
        for (String name : names(directory.resolve(below))) {
            if (name.endsWith(".sql") && !used.contains(below + name)) {
                mistakes.add(
                        Location.of(directory.resolve(below + name).toString()),
                        "is used by no operation (expected: " + expected + ")");
            }
        }
    }

    /** The names of the files in a directory, if it can be listed. */
    private static List<String> names(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
