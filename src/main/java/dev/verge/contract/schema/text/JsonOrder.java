package dev.verge.contract.schema.text;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A total order of canonical JSON values, so that finding equal ones among many costs the same whatever they are: the
 * hash codes of lists and objects are easily made to collide.
 */
public enum JsonOrder implements Comparator<@Nullable Object> {
    INSTANCE;

    @Override
    public int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String one && right instanceof String other) {
            return one.compareTo(other);
        } else if (left instanceof Number one && right instanceof Number other) {
            return JsonValues.compare(one, other);
        } else if (left instanceof Boolean one && right instanceof Boolean other) {
            return one.compareTo(other);
        } else if (left instanceof List<?> one && right instanceof List<?> other) {
            return compareLists(one, other);
        } else if (left instanceof SortedMap<?, ?> one && right instanceof SortedMap<?, ?> other) {
            return compareObjects(one, other);
        }
        return Integer.compare(rank(left), rank(right));
    }

    private static int rank(@Nullable Object value) {
        if (value == null) {
            return 0;
        } else if (value instanceof Boolean) {
            return 1;
        } else if (value instanceof Number) {
            return 2;
        } else if (value instanceof String) {
            return 3;
        }
        return value instanceof List<?> ? 4 : 5;
    }

    private int compareLists(List<?> left, List<?> right) {
        int order = Integer.compare(left.size(), right.size());
        for (int i = 0; order == 0 && i < left.size(); i++) {
            order = compare(left.get(i), right.get(i));
        }
        return order;
    }

    private int compareObjects(SortedMap<?, ?> left, SortedMap<?, ?> right) {
        int order = Integer.compare(left.size(), right.size());
        Iterator<? extends Map.Entry<?, ?>> others = right.entrySet().iterator();
        for (Map.Entry<?, ?> member : left.entrySet()) {
            if (order != 0) {
                return order;
            }
            Map.Entry<?, ?> other = others.next();
            order = compare(member.getKey(), other.getKey());
            order = order == 0 ? compare(member.getValue(), other.getValue()) : order;
        }
        return order;
    }
}
