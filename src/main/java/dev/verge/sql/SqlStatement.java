package dev.verge.sql;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement of an operator, its named inputs replaced by {@code $1..$n}. Immutable. */
public final class SqlStatement {
    private final String file;
    private final String text;
    private final Map<SqlInput, Integer> lines;
    private final List<Integer> lineOfCharacter;
    private final List<Integer> placeholders;
    private final int firstLine;

    SqlStatement(
            String file,
            String text,
            int firstLine,
            Map<SqlInput, Integer> lines,
            List<Integer> lineOfCharacter,
            List<Integer> placeholders) {
        this.placeholders = placeholders;
        this.firstLine = firstLine;
        this.file = file;
        this.text = text;
        this.lines = lines;
        this.lineOfCharacter = lineOfCharacter;
    }

    /**
     * Reads a file's statement; empty when there are mistakes, which are added to the list.
     *
     * <p>An input is a colon and a name, wherever PostgreSQL would read an expression; the same name is the same
     * parameter. Comments, strings and quoted names are left alone, as are {@code ::type} and {@code :=}. Inside
     * brackets a colon right behind a value is that of a slice: {@code a[1:n]} has none, {@code a[1: :n]} and
     * {@code a[:n]} have the input {@code n}.
     */
    public static Optional<SqlStatement> parse(String file, String source, Mistakes mistakes) {
        return new SqlReader(file, source, mistakes).read();
    }

    /** The file as the operator would name it. */
    public String file() {
        return file;
    }

    /** What PostgreSQL is given. */
    public String text() {
        return text;
    }

    /** The same with its inputs numbered from another number than 1 on, as behind another statement in the same text. */
    public String textFrom(int first) {
        var shifted = new StringBuilder();
        int copied = 0;
        for (int dollar : placeholders) {
            int end = dollar + 1;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            int number = Integer.parseInt(text.substring(dollar + 1, end));
            shifted.append(text, copied, dollar).append('$').append(number - 1 + first);
            copied = end;
        }
        return shifted.append(text, copied, text.length()).toString();
    }

    /**
     * The statement as the last of the common table expressions of a statement that is still to follow; its own ones stand
     * before it.
     *
     * @param name its name, with its columns' names if they are to be others
     */
    public String as(String name) {
        int main = SqlTokens.mainStatement(text);
        String before = main == 0 ? "WITH " : text.substring(0, main) + ", ";
        return before + name + " AS (\n" + text.substring(main) + "\n)";
    }

    /** The inputs in the order of their numbers, the first one being {@code $1}. */
    public List<SqlInput> inputs() {
        return List.copyOf(lines.keySet());
    }

    /** The line where the statement begins. */
    public Location location() {
        return Location.of(file, firstLine);
    }

    /**
     * The line of a character (code point) of {@link #text()}, counted from 1 as PostgreSQL does; behind the last one
     * that of the statement's end, and for 0 that of its beginning.
     */
    public Location locate(int position) {
        if (position < 1) {
            return location();
        }
        if (position > text.codePointCount(0, text.length())) {
            return Location.of(file, lineOfCharacter.get(text.stripTrailing().length() - 1));
        }
        return Location.of(file, lineOfCharacter.get(text.offsetByCodePoints(0, position - 1)));
    }

    /** The line where an input stands first. */
    public Location locate(SqlInput input) {
        return Location.of(file, lines.getOrDefault(input, 0));
    }
}
