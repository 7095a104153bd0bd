package dev.verge;

import dev.verge.config.Settings;
import dev.verge.config.SettingsLoader;
import dev.verge.contract.Contract;
import dev.verge.contract.openapi.ContractReader;
import dev.verge.database.PoolerCheck;
import dev.verge.database.StatementDescriber;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.endpoint.OperationHandler;
import dev.verge.endpoint.link.Draft;
import dev.verge.endpoint.link.Grants;
import dev.verge.endpoint.link.Linker;
import dev.verge.endpoint.link.Planner;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Loads what an operator wrote and links it, first with itself, then with the database. For start and reload. */
public final class ApiLoader {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Path conf;
    private final Settings settings;
    private final @Nullable ReadAhead ahead;

    /** A loader of one conf folder; nothing is read yet. */
    public ApiLoader(Vertx vertx, Path conf, Settings settings) {
        this(vertx, conf, settings, null);
    }

    /** The same, with the contract where it is being read already. */
    ApiLoader(Vertx vertx, Path conf, Settings settings, @Nullable ReadAhead ahead) {
        this.vertx = vertx;
        this.conf = conf;
        this.settings = settings;
        this.ahead = ahead;
    }

    /** Reads and links the files, adding every mistake. Files are read on a worker thread. */
    public Future<List<Draft>> draft(Mistakes mistakes) {
        return vertx.executeBlocking(() -> {
            Contract contract = ahead == null
                    ? ContractReader.read(conf, settings.contract(), mistakes)
                    : ahead.contract(conf, settings.contract(), mistakes);
            var handlers = ServiceLoader.load(OperationHandler.class);
            return new Linker(conf, settings.deadline().maximum(), handlers, mistakes).draft(contract);
        });
    }

    /**
     * Reads and links the files and refuses them if anything is wrong. If so, the database is asked too when it
     * answers, so that all mistakes are known at once.
     *
     * @param mistakes those of the settings, if any
     * @return fails with {@link dev.verge.source.MistakesException}
     */
    Future<List<Draft>> check(Mistakes mistakes) {
        return draft(mistakes)
                .compose(drafts -> mistakes.isEmpty() || !canAsk()
                        ? Future.succeededFuture(drafts)
                        : plan(drafts, mistakes).otherwiseEmpty().map(drafts))
                .map(mistakes::refuseAnyIn);
    }

    /**
     * Reads and links the files, asks the database about every statement, and refuses them if anything is wrong.
     *
     * @param mistakes those of the settings, if any
     * @return fails with {@link dev.verge.source.MistakesException}, or as {@link #plan} does
     */
    Future<List<OperationPlan>> checkAll(Mistakes mistakes) {
        return draft(mistakes).compose(drafts -> plan(drafts, mistakes)).map(mistakes::refuseAnyIn);
    }

    /** Who asks the database about statements. */
    StatementDescriber describer() {
        return new StatementDescriber(vertx, settings.database());
    }

    /**
     * As {@link #plan}, as often as it takes. Says why it waits, and again only when that changes.
     *
     * @param describer asks the first time, and is closed then
     */
    Future<List<OperationPlan>> planWhenReachable(StatementDescriber describer, List<Draft> drafts, Observer observer) {
        return planWhenReachable(describer, drafts, observer, "");
    }

    private Future<List<OperationPlan>> planWhenReachable(
            StatementDescriber describer, List<Draft> drafts, Observer observer, String said) {
        var mistakes = new Mistakes();
        return plan(describer, drafts, mistakes).map(mistakes::refuseAnyIn).recover(failure -> {
            if (!(failure instanceof DatabaseUnreachableException)) {
                return Future.failedFuture(failure);
            }
            String reason = String.valueOf(failure.getMessage());
            if (!reason.equals(said)) {
                observer.accept(new Observation.DatabaseUnreachable(reason));
            }
            return vertx.timer(RETRY.toMillis())
                    .compose(ignored -> planWhenReachable(describer(), drafts, observer, reason));
        });
    }

    /** Whether the settings say where the database is. */
    public boolean canAsk() {
        return !settings.database().url().isEmpty();
    }

    /**
     * Asks the database about every statement, adding every mistake.
     *
     * @return fails with {@link dev.verge.database.connection.DatabaseUnreachableException} when it does not answer
     */
    public Future<List<OperationPlan>> plan(List<Draft> drafts, Mistakes mistakes) {
        return plan(describer(), drafts, mistakes);
    }

    /** Asks the database whether the node may run every statement of these plans, adding every mistake; fails as {@link #plan} does. */
    public Future<Void> checkGrants(List<OperationPlan> plans, List<Draft> drafts, Mistakes mistakes) {
        var describer = describer();
        return new Grants(describer, mistakes).check(plans, drafts).eventually(describer::close);
    }

    private Future<List<OperationPlan>> plan(StatementDescriber describer, List<Draft> drafts, Mistakes mistakes) {
        return new Planner(describer, settings, mistakes)
                .plan(drafts)
                .eventually(describer::close)
                .compose(plans -> PoolerCheck.keepsStatements(vertx, settings.database())
                        .map(kept -> {
                            if (!kept) {
                                refusePooler(mistakes);
                            }
                            return plans;
                        }));
    }

    private void refusePooler(Mistakes mistakes) {
        mistakes.add(
                Location.of(conf.resolve(SettingsLoader.FILE).toString()),
                "database.pooler",
                "transaction-prepared",
                "transaction, for this pooler keeps no prepared statements: PgBouncer does from 1.21 on with"
                        + " max_prepared_statements > 0; none for pool_mode = session");
    }
}
