package dev.verge.endpoint.link;

import dev.verge.contract.Answer;
import dev.verge.contract.Operation;
import dev.verge.database.StatementDescriber;
import dev.verge.database.StatementException;
import dev.verge.database.statement.AnswerForm;
import dev.verge.database.statement.GuardedSql;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.SqlStates;
import dev.verge.database.statement.StatementDescription;
import dev.verge.database.type.PostgresType;
import dev.verge.endpoint.link.Draft.DraftStatement;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.endpoint.plan.OperationPlan.Work;
import dev.verge.endpoint.plan.StatementPlan;
import dev.verge.endpoint.plan.ValueSource;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the statements of one operation what is run: its rule a check that fails unless it permits, or, for a query,
 * rule and query one statement.
 */
final class StatementPlanner {
    private final StatementDescriber describer;
    private final Draft draft;
    private final Operation operation;
    private final SqlStates states;
    private final Mistakes mistakes;

    StatementPlanner(StatementDescriber describer, Draft draft, Mistakes mistakes) {
        this.describer = describer;
        this.draft = draft;
        this.operation = draft.operation();
        this.states = new SqlStates(operation.extension().errors(), ConstraintInputs.of(operation, mistakes));
        this.mistakes = mistakes;
    }

    /** What is run: the rule's check, and what answers. */
    record Plans(@Nullable StatementPlan rule, Work work) {}

    /** Empty when something cannot be made of it, which is a mistake. */
    Future<Optional<Plans>> plan(Optional<StatementDescription> statement, Optional<StatementDescription> rule) {
        DraftStatement drafted = draft.rule();
        if (drafted == null || rule.isEmpty()) {
            return work(statement).map(work -> work.map(known -> new Plans(null, known)));
        }
        Future<Optional<StatementPlan>> check = check(drafted);
        Future<Optional<Work>> guarded = guarded(drafted, statement, rule.get());
        return Future.all(check, guarded)
                .map(planned -> check.result().flatMap(plan -> guarded.result().map(work -> new Plans(plan, work))));
    }

    private Future<Optional<Work>> guarded(
            DraftStatement rule, Optional<StatementDescription> statement, StatementDescription ruleAlone) {
        return statement.isPresent() && operation.method().equals("GET")
                ? merged(rule, statement.get(), ruleAlone)
                        .compose(work -> work.isPresent() ? Future.succeededFuture(work) : work(statement))
                : work(statement);
    }

    private Future<Optional<Work>> work(Optional<StatementDescription> statement) {
        if (draft.handler() != null) {
            return Future.succeededFuture(Optional.of(new OperationPlan.JavaWork(draft.handler())));
        }
        DraftStatement drafted = Objects.requireNonNull(draft.statement(), "statement");
        StatementDescription description = statement.orElseThrow();
        var query = PreparedQuery.of(drafted.sql().text(), description, form(), states);
        var plan = new StatementPlan(query, inputs(drafted.sources(), description.parameters()));
        boolean returnsRows = !description.columns().isEmpty();
        return operation.extension().execution().idempotent()
                ? new RepetitionPlanner(describer, operation, mistakes)
                        .plan(drafted.sql(), plan, description, form(), states)
                        .map(repetition ->
                                repetition.map(known -> new OperationPlan.SqlWork(plan, false, returnsRows, known)))
                : Future.succeededFuture(Optional.of(new OperationPlan.SqlWork(plan, false, returnsRows, null)));
    }

    /** A rule that changes something is none: what it has changed would be there though it refused. */
    private Future<Optional<StatementPlan>> check(DraftStatement rule) {
        String sql = GuardedSql.check(rule.sql().text());
        return describe(sql)
                .map(description -> Optional.of(new StatementPlan(
                        PreparedQuery.of(sql, description, AnswerForm.NONE, states),
                        inputs(rule.sources(), description.parameters()))))
                .recover(failure -> {
                    if (!(failure instanceof StatementException refused)) {
                        return Future.failedFuture(failure);
                    }
                    mistakes.add(
                            rule.sql().location(),
                            "PostgreSQL refuses the statement as a rule: " + refused.getMessage() + " ("
                                    + refused.sqlState() + "; expected: a query that changes nothing)");
                    return Future.succeededFuture(Optional.empty());
                });
    }

    /** Empty when the two do not go together in one statement, as when the query itself changes something. */
    private Future<Optional<Work>> merged(
            DraftStatement rule, StatementDescription query, StatementDescription ruleAlone) {
        DraftStatement statement = Objects.requireNonNull(draft.statement(), "statement");
        String sql = GuardedSql.read(
                rule.sql().text(), statement.sql().textFrom(rule.sources().size() + 1));
        List<PostgresType> parameters = joined(ruleAlone.parameters(), query.parameters());
        return describe(sql)
                .map(Optional::of)
                .recover(failure -> failure instanceof StatementException
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure))
                .map(described -> described
                        .filter(merged -> merged.parameters().equals(parameters) && answersAs(merged, query))
                        .map(merged -> new OperationPlan.SqlWork(
                                new StatementPlan(
                                        PreparedQuery.guarded(sql, merged, form(), states),
                                        inputs(joined(rule.sources(), statement.sources()), parameters)),
                                true,
                                !query.columns().isEmpty(),
                                null)));
    }

    private static boolean answersAs(StatementDescription merged, StatementDescription query) {
        return names(merged.columns().subList(2, merged.columns().size())).equals(names(query.columns()));
    }

    private static List<String> names(List<StatementDescription.Column> columns) {
        return columns.stream().map(column -> column.told().signature()).toList();
    }

    private Future<StatementDescription> describe(String sql) {
        return describer.describe(sql);
    }

    private static List<StatementPlan.Input> inputs(List<ValueSource> sources, List<PostgresType> types) {
        var inputs = new ArrayList<StatementPlan.Input>();
        for (int i = 0; i < sources.size(); i++) {
            inputs.add(new StatementPlan.Input(sources.get(i), types.get(i)));
        }
        return inputs;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private AnswerForm form() {
        Answer answer = operation.answer();
        return switch (answer.shape()) {
            case ROWS -> StatementComparison.isScalar(answer) ? AnswerForm.VALUES : AnswerForm.OBJECTS;
            case ROW -> AnswerForm.OBJECT;
            case NONE -> AnswerForm.NONE;
        };
    }
}
