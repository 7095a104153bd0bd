package dev.verge.endpoint.plan;

import dev.verge.auth.token.Caller;
import dev.verge.config.SessionSettings;
import dev.verge.database.statement.BoundStatement;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the session of an operation's transactions is told of the caller.
 *
 * @param query made of {@code SessionSql}
 * @param settings which role a caller has
 * @param method the operation's
 */
public record SessionPlan(PreparedQuery query, SessionSettings settings, String method) {
    private static final String ROLE = "role";

    /**
     * The statement that tells of a caller.
     *
     * @throws dev.verge.problem.ProblemException when roles are set and the caller has none: not that of the login
     */
    public BoundStatement bind(Caller caller) {
        if (!settings.changesRole()) {
            return query.bind(List.of(storable(caller.claims().encode()), method));
        }
        String role = role(caller);
        if (role == null) {
            throw Problem.of(ProblemType.FORBIDDEN).exception();
        }
        JsonObject claims = caller.claims();
        if (!claims.containsKey(ROLE)) {
            claims = claims.copy().put(ROLE, role);
        }
        return query.bind(List.of(storable(claims.encode()), method, storable(role)));
    }

    private @Nullable String role(Caller caller) {
        if (caller.equals(Caller.ANONYMOUS)) {
            return settings.anonymousRole();
        }
        Object claimed = settings.roleClaim() == null ? null : caller.claims().getValue(settings.roleClaim());
        if (claimed instanceof String named && !named.isEmpty()) {
            // To PostgreSQL it is no role's name: it means the login's own rights (SET ROLE).
            return named.equals("none") ? null : named;
        }
        return settings.role();
    }

    /** JSON's own escapes leave no other character that PostgreSQL does not hold but one that is none. */
    private static String storable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw Problem.of(ProblemType.FORBIDDEN).exception();
        }
        return text;
    }
}
