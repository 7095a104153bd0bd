package dev.verge.development;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The SQL files of a folder, which make a database together. Reading and applying block. */
final class SqlFiles {
    private final Path folder;

    SqlFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Applies every file in name order, in one transaction.
     *
     * @throws dev.verge.source.MistakesException when one of them does not apply, with the line where PostgreSQL tells it
     */
    void applyTo(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        for (Path file : files()) {
            var mistakes = new Mistakes();
            SourceDocument.text(file, file.toString(), mistakes)
                    .ifPresent(text -> apply(connection, file, text, mistakes));
            mistakes.throwIfAny();
        }
        connection.commit();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void apply(Connection connection, Path file, String text, Mistakes mistakes) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text);
        } catch (SQLException e) {
            mistakes.add(Location.of(file.toString(), line(text, e)), "does not apply: " + message(e));
        }
    }

    private static int line(String text, SQLException failure) {
        if (!(failure instanceof PSQLException postgres)) {
            return 0;
        }
        ServerErrorMessage message = postgres.getServerErrorMessage();
        int position = message == null ? 0 : message.getPosition();
        return position == 0
                ? 0
                : 1
                        + (int) text.codePoints()
                                .limit(position - 1L)
                                .filter(c -> c == '\n')
                                .count();
    }

    private static String message(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server == null) {
            return String.valueOf(failure.getMessage());
        }
        String hint = server.getHint();
        return server.getMessage() + (hint == null ? "" : " (" + hint + ")");
    }
}
