package dev.verge.endpoint.link;

import dev.verge.config.SessionSettings;
import dev.verge.config.Settings;
import dev.verge.contract.ExecutionExtension.Lane;
import dev.verge.contract.Operation;
import dev.verge.contract.OperationExtension;
import dev.verge.contract.request.RequestValidator;
import dev.verge.database.StatementDescriber;
import dev.verge.database.StatementException;
import dev.verge.database.statement.AnswerForm;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.SessionSql;
import dev.verge.database.statement.SqlStates;
import dev.verge.database.statement.StatementDescription;
import dev.verge.endpoint.link.Draft.DraftStatement;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.endpoint.plan.SessionPlan;
import dev.verge.endpoint.plan.StatementPlan;
import dev.verge.source.Mistakes;
import dev.verge.sql.SqlStatement;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL about the statements of drafts, compares its answers with the contract, and makes plans. */
public final class Planner {
    private final StatementDescriber describer;
    private final Settings settings;
    private final Mistakes mistakes;
    private final Map<String, Future<Optional<StatementDescription>>> descriptions = new HashMap<>();

    /**
     * Takes what drafts are held against.
     *
     * @param mistakes where everything that does not fit is added
     */
    public Planner(StatementDescriber describer, Settings settings, Mistakes mistakes) {
        this.describer = describer;
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
        var plans = drafts.stream().map(this::plan).toList();
        return Future.all(plans)
                .map(done ->
                        plans.stream().flatMap(plan -> plan.result().stream()).toList());
    }

    private Future<Optional<OperationPlan>> plan(Draft draft) {
        Future<Optional<StatementDescription>> statement = describe(draft.statement());
        Future<Optional<StatementDescription>> rule = describe(draft.rule());
        return Future.all(statement, rule).compose(told -> plan(draft, statement.result(), rule.result()));
    }

    private Future<Optional<OperationPlan>> plan(
            Draft draft, Optional<StatementDescription> statement, Optional<StatementDescription> rule) {
        var comparison = new StatementComparison(draft.operation(), mistakes);
        rule.ifPresent(description -> compareRule(draft, description, comparison));
        statement.ifPresent(description -> compareAnswer(draft, description, comparison));
        boolean guarded = draft.operation().extension().allow() == null
                || rule.filter(StatementComparison::decides).isPresent();
        boolean answered = draft.handler() != null || statement.isPresent();
        if (draft.handler() != null && draft.operation().extension().execution().idempotent()) {
            mistakes.add(
                    draft.operation().location(),
                    "idempotent: " + draft.operation().operationId()
                            + " is answered in Java (expected: a SQL file, whose answer can be kept)");
        }
        if (!guarded || !answered) {
            return Future.succeededFuture(Optional.empty());
        }
        var planner = new StatementPlanner(describer, draft, mistakes);
        return new ReplicaReads(describer, mistakes)
                .check(draft)
                .compose(checked -> planner.plan(statement, rule))
                .compose(plans -> session(draft.operation())
                        .map(session -> plans.map(
                                known -> plan(draft.operation(), session.orElse(null), known.rule(), known.work()))));
    }

    private void compareRule(Draft draft, StatementDescription description, StatementComparison comparison) {
        DraftStatement rule = Objects.requireNonNull(draft.rule(), "rule");
        comparison.compareInputs(rule.sql(), rule.sources(), description);
        comparison.compareRule(rule.sql(), description);
    }

    private void compareAnswer(Draft draft, StatementDescription description, StatementComparison comparison) {
        DraftStatement statement = Objects.requireNonNull(draft.statement(), "statement");
        comparison.compareInputs(statement.sql(), statement.sources(), description);
        comparison.compareAnswer(statement.sql(), description);
    }

    private OperationPlan plan(
            Operation operation, @Nullable SessionPlan session, @Nullable StatementPlan rule, OperationPlan.Work work) {
        Duration own = operation.extension().deadline();
        return new OperationPlan(
                operation,
                new RequestValidator(operation, settings.http().unknownQueryParameters()),
                AccessRules.of(operation),
                own == null ? settings.deadline().standard() : own,
                isExclusive(operation.extension()),
                operation.extension().execution().replica(),
                session,
                rule,
                work);
    }

    /** Who asks for more time than the shared lane gives means to use it. */
    private boolean isExclusive(OperationExtension extension) {
        Lane lane = extension.execution().lane();
        return lane == null
                ? extension.deadline() != null
                        && extension
                                        .deadline()
                                        .compareTo(settings.database().lanes().statementTimeout())
                                > 0
                : lane == Lane.EXCLUSIVE;
    }

    private Future<Optional<SessionPlan>> session(Operation operation) {
        SessionSettings session = settings.database().session();
        Boolean wanted = operation.extension().execution().session();
        if (!(wanted == null ? session.claims() : wanted)) {
            return Future.succeededFuture(Optional.empty());
        }
        String sql = session.changesRole() ? SessionSql.CLAIMS_AND_ROLE : SessionSql.CLAIMS;
        return describer
                .describe(sql)
                .map(description -> Optional.of(new SessionPlan(
                        PreparedQuery.of(sql, description, AnswerForm.NONE, SqlStates.BUILT_IN),
                        session,
                        operation.method())));
    }

    private Future<Optional<StatementDescription>> describe(@Nullable DraftStatement draft) {
        return draft == null
                ? Future.succeededFuture(Optional.empty())
                : descriptions.computeIfAbsent(draft.sql().file(), file -> ask(draft.sql()));
    }

    private Future<Optional<StatementDescription>> ask(SqlStatement statement) {
        return describer.describe(statement.text()).map(Optional::of).recover(failure -> {
            if (!(failure instanceof StatementException refused)) {
                return Future.failedFuture(failure);
            }
            StatementRefusal.report(refused, statement, mistakes);
            return Future.succeededFuture(Optional.empty());
        });
    }
}
