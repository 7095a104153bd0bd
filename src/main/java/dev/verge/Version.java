package dev.verge;

import dev.verge.auth.Identity;
import dev.verge.config.Settings;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.endpoint.link.Draft;
import dev.verge.endpoint.plan.OperationPlan;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is served at a time, as a whole: each request has one from its beginning to its end.
 *
 * @param settings the settings
 * @param identity whose tokens are accepted
 * @param drafts contract, statements and rules as they were read
 * @param plans the same as they fit the database
 */
record Version(Settings settings, Identity identity, List<Draft> drafts, List<OperationPlan> plans) {

    /** Everything that is to be prepared at the database. */
    List<PreparedQuery> statements() {
        return statements(plans.stream());
    }

    /** Those of them that a replica may run. */
    List<PreparedQuery> replicated() {
        return statements(plans.stream().filter(OperationPlan::replica));
    }

    private static List<PreparedQuery> statements(Stream<OperationPlan> of) {
        return of.flatMap(OperationPlan::statements).toList();
    }
}
