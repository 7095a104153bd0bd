package dev.verge.contract.request.text;

import dev.verge.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names and raw values: a query, a form or the cookies of a request.
 *
 * @param list the pairs in order
 */
public record Pairs(List<Pair> list) {
    /** Behind so many names that cannot be read nothing more is read. */
    private static final int MAXIMUM_VIOLATIONS = 100;

    /**
     * One of them.
     *
     * @param name the decoded name
     * @param raw the value, still encoded
     */
    public record Pair(String name, String raw) {}

    /** Reads a query or form, in which a plus means a space; names that cannot be read become violations. */
    public static Pairs ofQuery(@Nullable String query, String in, List<Violation> violations) {
        List<Pair> pairs = new ArrayList<>();
        for (String each : query == null ? new String[0] : query.split("&", -1)) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            if (!each.isEmpty() && violations.size() < MAXIMUM_VIOLATIONS) {
                try {
                    pairs.add(new Pair(Texts.percentDecode(name, true), equals < 0 ? "" : each.substring(equals + 1)));
                } catch (UnreadableException e) {
                    violations.add(new Violation(
                            in,
                            in.equals("body") ? "" : Texts.storable(name),
                            "the name " + e.finding().detail()));
                }
            }
        }
        return new Pairs(pairs);
    }

    /** Reads {@code Cookie} fields (RFC 6265, section 4.2.1); what is not a pair is passed over, as servers do. */
    public static Pairs ofCookies(List<String> fields) {
        List<Pair> pairs = new ArrayList<>();
        for (String field : fields) {
            for (String each : field.split(";", -1)) {
                int equals = each.indexOf('=');
                if (equals > 0) {
                    pairs.add(new Pair(
                            each.substring(0, equals).trim(),
                            unquoted(each.substring(equals + 1).trim())));
                }
            }
        }
        return new Pairs(pairs);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
