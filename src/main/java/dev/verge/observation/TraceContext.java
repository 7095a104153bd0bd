package dev.verge.observation;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as services tell it each other (W3C Trace Context).
 *
 * @param traceId 32 digits, lower-case hexadecimal
 * @param spanId 16 of them
 * @param sampled whether the trace is being recorded
 * @param state what tracing systems say to each other, in their words; null for nothing
 */
public record TraceContext(
        String traceId,
        String spanId,
        boolean sampled,
        @Nullable String state) {
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";

    /** Section 3.2; what a later version adds behind a dash is not read. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** Section 3.3.1.3, with the vendor's part of a key. */
    private static final Pattern MEMBER = Pattern.compile(
            "([a-z][a-z0-9_*/-]{0,255}"
                    + "|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=([\\x20-\\x7e&&[^,=]]{0,255}[\\x21-\\x7e&&[^,=]])");

    private static final int MOST_MEMBERS = 32;
    private static final int LONGEST_STATE = 8_192;

    /** What the caller says; null when it says nothing, or nothing that is well-formed. */
    static @Nullable TraceContext of(MultiMap headers) {
        String parent = headers.get(PARENT);
        if (parent == null || headers.getAll(PARENT).size() > 1) {
            return null;
        }
        Matcher matcher = FORM.matcher(parent);
        if (!matcher.matches() || (matcher.group(1).equals("00") && matcher.group(5) != null)) {
            return null;
        }
        boolean sampled = (Integer.parseInt(matcher.group(4), 16) & 1) == 1;
        return new TraceContext(matcher.group(2), matcher.group(3), sampled, state(headers.getAll(STATE)));
    }

    /** Several fields are one list; a list that is wrong anywhere counts for nothing, and the trace goes on without it. */
    private static @Nullable String state(List<String> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        String list = String.join(",", fields);
        Set<String> keys = new HashSet<>();
        if (list.length() > LONGEST_STATE) {
            return null;
        }
        for (String part : list.split(",", -1)) {
            String member = part.strip();
            Matcher matcher = MEMBER.matcher(member);
            if (!member.isEmpty() && (!matcher.matches() || !keys.add(matcher.group(1)))) {
                return null;
            }
        }
        return keys.isEmpty() || keys.size() > MOST_MEMBERS ? null : list;
    }

    /** As the header field {@code traceparent} tells it. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
