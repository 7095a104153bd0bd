package dev.verge.source;

/**
 * Where something stands in a file that an operator wrote.
 *
 * @param file the file's path as the operator would name it, such as {@code conf/openapi.yaml}, or the name of another
 *     source such as {@code environment}
 * @param line the line, counted from 1; 0 when it is not known
 * @param pointer the JSON pointer (RFC 6901) of the value inside the file; empty for the whole file and for text files
 */
public record Location(String file, int line, String pointer) {

    /** The whole of a file. */
    public static Location of(String file) {
        return new Location(file, 0, "");
    }

    /** A line of a text file. */
    public static Location of(String file, int line) {
        return new Location(file, line, "");
    }

    /** {@code file:line #pointer}, leaving out what is not known. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (pointer.isEmpty() ? "" : " #" + pointer);
    }
}
