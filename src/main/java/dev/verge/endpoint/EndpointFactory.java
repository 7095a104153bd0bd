package dev.verge.endpoint;

import dev.verge.auth.Authenticator;
import dev.verge.database.Database;
import java.util.List;

/** Makes the endpoints of one event loop out of the plans that all of them share. */
public final class EndpointFactory {
    private final Authenticator authenticator;
    private final Database database;

    /** Takes what belongs to the event loop. */
    public EndpointFactory(Authenticator authenticator, Database database) {
        this.authenticator = authenticator;
        this.database = database;
    }

    /** One endpoint for each plan. */
    public List<Endpoint> create(List<OperationPlan> plans) {
        return plans.stream().map(this::create).toList();
    }

    private Endpoint create(OperationPlan plan) {
        var admission = new Admission(plan, authenticator);
        if (plan.work() instanceof OperationPlan.JavaWork work) {
            return new JavaEndpoint(plan, work, admission, database);
        }
        return new SqlEndpoint(plan, (OperationPlan.SqlWork) plan.work(), admission, database);
    }
}
