package dev.verge.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows, as a table in Markdown. */
final class Table {
    private final List<Row> rows = new ArrayList<>();

    void add(Row row) {
        rows.add(row);
    }

    void print(PrintStream out, String caption) {
        out.println();
        out.println(caption);
        out.println();
        out.println(line(Row.COLUMNS));
        out.println("|---|---|" + String.join("", Collections.nCopies(Row.COLUMNS.size() - 2, "---:|")));
        rows.forEach(row -> out.println(line(row.cells(floorOf(row)))));
    }

    private @Nullable Row floorOf(Row row) {
        return rows.stream()
                .filter(other -> other.label().equals(row.label())
                        && other.server().equals(Servers.FLOOR)
                        && !row.server().equals(Servers.FLOOR))
                .findFirst()
                .orElse(null);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
