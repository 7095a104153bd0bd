package dev.verge.bench;

import java.util.ArrayList;
import java.util.List;

/** What two servers showed that took turns. */
final class Turns {
    private final List<Row> bases = new ArrayList<>();
    private final List<Row> others = new ArrayList<>();

    void add(Row base, Row other) {
        bases.add(base);
        others.add(other);
    }

    /** Adds one row for each server; the second has the ratio of its cost to that of the first. */
    void show(Table table) {
        table.add(Row.middle(bases));
        table.add(Row.middle(others).withRatio(Row.middleRatio(others, bases)));
    }
}
