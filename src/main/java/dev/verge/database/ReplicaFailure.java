package dev.verge.database;

import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.wire.ServerErrorException;
import java.util.Set;

/** Which failures are those of a replica, so that the database may do better. */
final class ReplicaFailure {
    /**
     * Classes of SQLSTATE: what it lacks of the schema yet, what it may not do, what it takes back because the database went
     * on, what it has too little of, and that it is going down.
     */
    private static final Set<String> CLASSES = Set.of("08", "0A", "25", "26", "40", "42", "53", "57", "58", "XX");

    /** The limit of a lane has ended it: it would be as slow elsewhere. */
    private static final String CANCELED = "57014";

    private ReplicaFailure() {}

    /** Whether it is; else the request or its statement is at fault, or too many ask. */
    static boolean isItsOwn(Throwable failure) {
        if (failure instanceof ServerErrorException refusal) {
            String state = refusal.sqlState();
            return CLASSES.contains(state.substring(0, 2)) && !state.equals(CANCELED);
        }
        return !(failure instanceof RuleRefusedException)
                && !(failure instanceof DatabaseUnreachableException unreachable && unreachable.isBusy());
    }
}
