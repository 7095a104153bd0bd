package dev.verge.database;

import dev.verge.database.wire.ServerErrorException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether PostgreSQL refuses a statement because it cannot read the text of a parameter as a value of its type. */
final class RefusedParameter {
    /** What PostgreSQL says of where it was; with messages in another language the parameter stays unknown. */
    private static final Pattern READING = Pattern.compile("(?m)^unnamed portal parameter \\$(\\d{1,5})\\b");

    /** Data, integrity (a domain's check), syntax and names (a tsquery, a regclass), and what a check raises. */
    private static final Set<String> CLASSES = Set.of("22", "23", "42", "P0");

    private RefusedParameter() {}

    /** The parameter's number, the first one being 1; 0 when the reason is another one. */
    static int of(ServerErrorException refusal) {
        String where = refusal.where();
        if (where == null || !CLASSES.contains(refusal.sqlState().substring(0, 2))) {
            return 0;
        }
        Matcher reading = READING.matcher(where);
        return reading.find() ? Integer.parseInt(reading.group(1)) : 0;
    }
}
