package dev.verge.sql;

import java.util.List;

/**
 * A named input of a statement.
 *
 * @param root the name behind the colon, such as {@code id}, {@code body} or {@code caller}
 * @param path the names behind the dots, such as {@code [address, city]}; empty for the root itself
 */
public record SqlInput(String root, List<String> path) {

    /** Takes a copy of the path. */
    public SqlInput {
        path = List.copyOf(path);
    }

    /** The name as written: {@code :body.address.city}. */
    @Override
    public String toString() {
        return ":" + root + (path.isEmpty() ? "" : "." + String.join(".", path));
    }
}
