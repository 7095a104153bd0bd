package dev.verge.endpoint.link;

import dev.verge.config.Settings;
import dev.verge.contract.Operation;
import dev.verge.contract.request.RequestValidator;
import dev.verge.database.Database;
import dev.verge.database.StatementException;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.StatementDescription;
import dev.verge.endpoint.link.Draft.DraftStatement;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.endpoint.plan.StatementPlan;
import dev.verge.source.Mistakes;
import dev.verge.sql.SqlStatement;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL about the statements of drafts, compares its answers with the contract, and makes plans. */
public final class Planner {
    private final Database database;
    private final Settings settings;
    private final Mistakes mistakes;
    private final Map<String, Future<Optional<StatementDescription>>> descriptions = new HashMap<>();

    /**
     * Takes what drafts are held against.
     *
     * @param mistakes where everything that does not fit is added
     */
    public Planner(Database database, Settings settings, Mistakes mistakes) {
        this.database = database;
        this.settings = settings;
        this.mistakes = mistakes;
    }

    /**
     * The plans of the drafts that fit; those that do not are mistakes.
     *
     * @return fails with {@link dev.verge.database.connection.DatabaseUnreachableException} when the database cannot be
     *     asked
     */
    public Future<List<OperationPlan>> plan(List<Draft> drafts) {
        var plans = new ArrayList<Future<Optional<OperationPlan>>>();
        drafts.forEach(draft -> plans.add(plan(draft)));
        return Future.all(plans)
                .map(done ->
                        plans.stream().flatMap(plan -> plan.result().stream()).toList());
    }

    private Future<Optional<OperationPlan>> plan(Draft draft) {
        return describe(draft.statement())
                .compose(statement -> describe(draft.rule()).map(rule -> plan(draft, statement, rule)));
    }

    private Optional<OperationPlan> plan(
            Draft draft, Optional<StatementDescription> statement, Optional<StatementDescription> rule) {
        var comparison = new StatementComparison(draft.operation(), mistakes);
        Optional<StatementPlan> rulePlan = rule.map(description -> rule(draft, description, comparison));
        Optional<OperationPlan.Work> work = draft.handler() == null
                ? statement.map(description -> sql(draft, description, comparison))
                : Optional.of(new OperationPlan.JavaWork(draft.handler()));
        boolean guarded = draft.operation().extension().allow() == null || rulePlan.isPresent();
        return work.filter(known -> guarded).map(known -> plan(draft.operation(), rulePlan.orElse(null), known));
    }

    private OperationPlan plan(Operation operation, @Nullable StatementPlan rule, OperationPlan.Work work) {
        Duration own = operation.extension().deadline();
        return new OperationPlan(
                operation,
                new RequestValidator(operation, settings.http().unknownQueryParameters()),
                AccessRules.of(operation),
                own == null ? settings.deadline().standard() : own,
                rule,
                work);
    }

    private StatementPlan rule(Draft draft, StatementDescription description, StatementComparison comparison) {
        DraftStatement rule = Objects.requireNonNull(draft.rule(), "rule");
        comparison.compareInputs(rule.sql(), rule.sources(), description);
        comparison.compareRule(rule.sql(), description);
        return planned(rule, description, draft.operation());
    }

    private OperationPlan.Work sql(Draft draft, StatementDescription description, StatementComparison comparison) {
        DraftStatement statement = Objects.requireNonNull(draft.statement(), "statement");
        comparison.compareInputs(statement.sql(), statement.sources(), description);
        comparison.compareAnswer(statement.sql(), description);
        return new OperationPlan.SqlWork(
                planned(statement, description, draft.operation()),
                StatementComparison.isScalar(draft.operation().answer()),
                !description.columns().isEmpty());
    }

    private Future<Optional<StatementDescription>> describe(@Nullable DraftStatement draft) {
        return draft == null
                ? Future.succeededFuture(Optional.empty())
                : descriptions.computeIfAbsent(draft.sql().file(), file -> ask(draft.sql()));
    }

    private Future<Optional<StatementDescription>> ask(SqlStatement statement) {
        return database.describe(statement.text()).map(Optional::of).recover(failure -> {
            if (!(failure instanceof StatementException refused)) {
                return Future.failedFuture(failure);
            }
            StatementRefusal.report(refused, statement, mistakes);
            return Future.succeededFuture(Optional.empty());
        });
    }

    private static StatementPlan planned(DraftStatement draft, StatementDescription description, Operation operation) {
        var inputs = new ArrayList<StatementPlan.Input>();
        for (int i = 0; i < draft.sources().size(); i++) {
            inputs.add(new StatementPlan.Input(
                    draft.sources().get(i), description.parameters().get(i)));
        }
        var query = new PreparedQuery(
                draft.sql().text(), description, operation.extension().errors());
        return new StatementPlan(query, inputs);
    }
}
