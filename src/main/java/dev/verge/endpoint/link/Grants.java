package dev.verge.endpoint.link;

import dev.verge.database.StatementDescriber;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.endpoint.plan.SessionPlan;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the node may run its statements at all: PostgreSQL looks at rights only when it runs them, and each call would be a
 * 403 that blames the caller. Where the role is one that the token names, nobody can tell.
 */
public final class Grants {
    private final StatementDescriber describer;
    private final Mistakes mistakes;

    /** @param mistakes where everything that is missing is added */
    public Grants(StatementDescriber describer, Mistakes mistakes) {
        this.describer = describer;
        this.mistakes = mistakes;
    }

    /** Asks about every statement of these plans. */
    public Future<Void> check(List<OperationPlan> plans, List<Draft> drafts) {
        var asked = new ArrayList<Future<Void>>();
        for (OperationPlan plan : plans) {
            Location location = location(plan, drafts);
            SessionPlan session = plan.session();
            if (session == null || !session.settings().changesRole()) {
                statements(plan).forEach(query -> asked.add(check(query, null, location)));
            } else if (plan.access() == null && session.settings().anonymousRole() == null) {
                mistakes.add(
                        location,
                        "anyone may call it, and they have no role: every call would be a 403 (expected:"
                                + " database.anonymousRole)");
            } else {
                String role = role(plan, session);
                statements(plan)
                        .filter(query -> role != null)
                        .forEach(query -> asked.add(check(query, role, location)));
            }
        }
        return Future.all(asked).mapEmpty();
    }

    private static Stream<PreparedQuery> statements(OperationPlan plan) {
        SessionPlan session = plan.session();
        return plan.statements().filter(query -> session == null || !query.equals(session.query()));
    }

    /** Null where the token names it. */
    private static @Nullable String role(OperationPlan plan, SessionPlan session) {
        if (plan.access() == null) {
            return session.settings().anonymousRole();
        }
        return session.settings().roleClaim() == null ? session.settings().role() : null;
    }

    private Future<Void> check(PreparedQuery query, @Nullable String role, Location location) {
        return describer
                .denial(query.sql(), query.parameters(), role)
                .onSuccess(found -> found.ifPresent(denial -> mistakes.add(
                        location,
                        denial.reason() + ": callers would get a 403 (expected: " + expected(denial, role) + ")")))
                .mapEmpty();
    }

    private static String expected(StatementDescriber.Denial denial, @Nullable String role) {
        if (denial.ofRole()) {
            return "a role that the login is a member of";
        }
        return (role == null ? "the login" : role) + " has the right";
    }

    private static Location location(OperationPlan plan, List<Draft> drafts) {
        return drafts.stream()
                .filter(draft -> draft.operation().equals(plan.operation()))
                .flatMap(draft -> Optional.ofNullable(draft.statement()).stream())
                .map(statement -> statement.sql().location())
                .findFirst()
                .orElse(plan.operation().location());
    }
}
