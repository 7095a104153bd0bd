package dev.verge.endpoint.serving;

import dev.verge.auth.AccessControl;
import dev.verge.auth.AccessRule;
import dev.verge.auth.Authenticator;
import dev.verge.auth.Identity;
import dev.verge.database.Database;
import dev.verge.database.LaneChoice;
import dev.verge.endpoint.Endpoint;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.observation.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Makes the endpoints of one event loop out of the plans that all of them share. */
public final class EndpointFactory {
    private final Identity identity;
    private final Authenticator authenticator;
    private final Database database;
    private final Observer observer;
    private final LongSupplier nanoTime;

    /**
     * Takes what belongs to the event loop.
     *
     * @param observer is told of every decision
     * @param nanoTime a monotonic clock, such as {@code System::nanoTime}
     */
    public EndpointFactory(Identity identity, Database database, Observer observer, LongSupplier nanoTime) {
        this.identity = identity;
        this.authenticator = identity.authenticator();
        this.database = database;
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    /** One endpoint for each plan, and one for the metadata of this API where its public URL is known. */
    public List<Endpoint> create(List<OperationPlan> plans) {
        var endpoints = new ArrayList<Endpoint>(plans.stream().map(this::create).toList());
        identity.metadata(scopes(plans)).map(MetadataEndpoint::new).ifPresent(endpoints::add);
        return endpoints;
    }

    private static Set<String> scopes(List<OperationPlan> plans) {
        var scopes = new TreeSet<String>();
        for (OperationPlan plan : plans) {
            AccessRule rule = plan.access();
            if (rule != null) {
                rule.requirements().forEach(requirement -> scopes.addAll(requirement.scopes()));
            }
        }
        return scopes;
    }

    private Endpoint create(OperationPlan plan) {
        AccessRule rule = plan.access();
        return new PlannedEndpoint(
                plan,
                rule == null ? null : new AccessControl(rule, authenticator, identity.challenges()),
                answering(plan),
                new DecisionRecorder(plan, observer, nanoTime));
    }

    private Answering answering(OperationPlan plan) {
        var lane = new LaneChoice(plan.operation().operationId(), plan.exclusive(), plan.replica(), observer, nanoTime);
        return plan.work() instanceof OperationPlan.JavaWork java
                ? new JavaAnswering(plan, java, database, lane)
                : new SqlAnswering(plan, (OperationPlan.SqlWork) plan.work(), database, lane);
    }
}
