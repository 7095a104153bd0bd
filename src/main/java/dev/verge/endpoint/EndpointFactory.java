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
        return new PlannedEndpoint(plan, authenticator, answering(plan));
    }

    private Answering answering(OperationPlan plan) {
        return plan.work() instanceof OperationPlan.JavaWork java
                ? new JavaAnswering(plan, java, database)
                : new SqlAnswering(plan, (OperationPlan.SqlWork) plan.work(), database);
    }
}
