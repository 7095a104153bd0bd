package dev.verge.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    // Both by hand: what Java makes up for records it makes at the first call, and each start would wait for that.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlInput input && root.equals(input.root) && path.equals(input.path);
    }

    @Override
    public int hashCode() {
        return 31 * root.hashCode() + path.hashCode();
    }

    /** The name as written: {@code :body.address.city}. */
    @Override
    public String toString() {
        return ":" + root + (path.isEmpty() ? "" : "." + String.join(".", path));
    }
}
