package dev.verge.endpoint.link;

import dev.verge.auth.AccessRule;
import dev.verge.auth.Requirement;
import dev.verge.config.Settings;
import dev.verge.contract.Operation;
import dev.verge.contract.Security;
import dev.verge.contract.request.RequestValidator;
import dev.verge.database.Database;
import dev.verge.database.StatementException;
import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.statement.StatementDescription;
import dev.verge.endpoint.OperationPlan;
import dev.verge.endpoint.binding.StatementPlan;
import dev.verge.endpoint.link.Draft.DraftStatement;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.sql.SqlInput;
import dev.verge.sql.SqlStatement;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL about the statements of drafts, compares its answers with the contract, and makes plans. */
public final class Describer {
    private static final Pattern NUMBER = Pattern.compile("\\$([1-9][0-9]{0,4})\\b");

    private final Database database;
    private final Settings settings;
    private final Mistakes mistakes;
    private final Map<String, Future<Optional<StatementDescription>>> descriptions = new HashMap<>();

    /**
     * Takes what drafts are held against.
     *
     * @param mistakes where everything that does not fit is added
     */
    public Describer(Database database, Settings settings, Mistakes mistakes) {
        this.database = database;
        this.settings = settings;
        this.mistakes = mistakes;
    }

    /**
     * The plans of the drafts that fit; those that do not are mistakes.
     *
     * @return fails with {@link dev.verge.database.connection.DatabaseUnreachableException} when the database cannot be asked
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
        Operation operation = draft.operation();
        Duration own = operation.extension().deadline();
        Duration deadline = own == null ? settings.deadline().standard() : own;
        var comparison = new StatementComparison(operation, mistakes);
        StatementPlan rulePlan = null;
        if (draft.rule() != null && rule.isPresent()) {
            comparison.compareInputs(draft.rule().sql(), draft.rule().sources(), rule.get());
            comparison.compareRule(draft.rule().sql(), rule.get());
            rulePlan = planned(draft.rule(), rule.get(), operation);
        }
        OperationPlan.Work answer = null;
        if (draft.handler() != null) {
            answer = new OperationPlan.JavaWork(draft.handler());
        } else if (draft.statement() != null && statement.isPresent()) {
            comparison.compareInputs(draft.statement().sql(), draft.statement().sources(), statement.get());
            comparison.compareAnswer(draft.statement().sql(), statement.get());
            answer = new OperationPlan.SqlWork(
                    planned(draft.statement(), statement.get(), operation),
                    StatementComparison.isScalar(operation.answer()),
                    !statement.get().columns().isEmpty());
        }
        if (answer == null || (draft.rule() != null && rulePlan == null)) {
            return Optional.empty();
        }
        var validator = new RequestValidator(operation, settings.http().unknownQueryParameters());
        return Optional.of(
                new OperationPlan(operation, validator, access(operation.security()), deadline, rulePlan, answer));
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
            mistakes.add(locate(refused, statement), explain(refused, statement));
            return Future.succeededFuture(Optional.empty());
        });
    }

    /** PostgreSQL gives no position when it cannot tell a parameter's type, but its number. */
    private static Location locate(StatementException refused, SqlStatement statement) {
        Matcher number = NUMBER.matcher(String.valueOf(refused.getMessage()));
        return refused.position() == 0 && number.find()
                ? input(number, statement).map(statement::locate).orElse(statement.location())
                : statement.locate(refused.position());
    }

    private static Optional<SqlInput> input(MatchResult number, SqlStatement statement) {
        int index = Integer.parseInt(number.group(1)) - 1;
        return index >= 0 && index < statement.inputs().size()
                ? Optional.of(statement.inputs().get(index))
                : Optional.empty();
    }

    private static String explain(StatementException refused, SqlStatement statement) {
        String hint = refused.hint() == null ? "" : "; " + refused.hint();
        String cast = refused.sqlState().equals("42P18") ? "; cast the input, such as :name::text" : "";
        String message = NUMBER.matcher(String.valueOf(refused.getMessage()))
                .replaceAll(number -> Matcher.quoteReplacement(
                        input(number, statement).map(SqlInput::toString).orElse(number.group())));
        return "PostgreSQL refuses the statement: " + message + " (" + refused.sqlState() + hint + cast + ")";
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

    private static @Nullable AccessRule access(Security security) {
        if (security.isPublic()) {
            return null;
        }
        return new AccessRule(security.alternatives().stream()
                .map(needed ->
                        new Requirement(java.util.Set.copyOf(needed.roles()), java.util.Set.copyOf(needed.scopes())))
                .toList());
    }
}
