package dev.verge.contract.schema.evaluation;

import dev.verge.source.JsonPointers;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where a check is inside a value. The pointer is only made of it for a violation: a hostile value has long names above
 * a great many elements.
 *
 * @param above the object or array around it; null for the whole value
 * @param token the name or index in there
 */
record ValuePath(@Nullable ValuePath above, Object token) {
    private static final int LONGEST = 200;

    /** The JSON pointer, cut where it is longer than anybody reads; empty for the whole value. */
    static String pointer(@Nullable ValuePath path) {
        var tokens = new ArrayDeque<Object>();
        for (ValuePath at = path; at != null; at = at.above) {
            tokens.push(at.token);
        }
        String pointer = "";
        for (Object token : tokens) {
            pointer = JsonPointers.child(pointer, shortened(token.toString()));
            if (pointer.length() > LONGEST) {
                return shortened(pointer);
            }
        }
        return pointer;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
