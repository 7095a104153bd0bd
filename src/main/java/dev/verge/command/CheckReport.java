package dev.verge.command;

import dev.verge.source.Mistake;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param operations how many operations were read
 * @param mistakes everything that is wrong
 * @param unasked why no statement was prepared; null when all were
 * @param databaseRequired whether it is bad when none was
 */
record CheckReport(
        int operations, List<Mistake> mistakes, @Nullable String unasked, boolean databaseRequired) {

    boolean isGood() {
        return mistakes.isEmpty() && (unasked == null || !databaseRequired);
    }

    String text() {
        var text = new StringBuilder();
        mistakes.forEach(mistake -> text.append(mistake).append(System.lineSeparator()));
        text.append(operations).append(operations == 1 ? " operation, " : " operations, ");
        text.append(mistakes.size()).append(mistakes.size() == 1 ? " mistake; " : " mistakes; ");
        return text.append(database()).toString();
    }

    private String database() {
        if (unasked != null) {
            return (databaseRequired ? "--require-database, and no" : "no") + " statement was prepared: " + unasked;
        }
        return mistakes.isEmpty() ? "every statement was prepared" : "the database was asked about every statement";
    }

    String json() {
        var list = new JsonArray();
        for (Mistake mistake : mistakes) {
            list.add(new JsonObject()
                    .put("file", mistake.location().file())
                    .put("line", mistake.location().line())
                    .put("pointer", mistake.location().pointer())
                    .put("message", mistake.message()));
        }
        return new JsonObject()
                .put("ok", isGood())
                .put("operations", operations)
                .put(
                        "database",
                        new JsonObject().put("prepared", unasked == null).put("reason", unasked))
                .put("mistakes", list)
                .encode();
    }
}
