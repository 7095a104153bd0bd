package dev.verge.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
        rows.forEach(row -> out.println(line(row.cells())));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
