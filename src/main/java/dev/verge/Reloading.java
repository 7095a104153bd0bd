package dev.verge;

import dev.verge.auth.Identity;
import dev.verge.config.Settings;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.endpoint.link.Draft;
import dev.verge.endpoint.plan.OperationPlan;
import dev.verge.observation.Observation;
import dev.verge.observation.Observer;
import dev.verge.source.Mistakes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes the next version beside the one that is served, then has it served in its place: as a whole, or not at all. One
 * after the other. Nothing fails: what is wrong is told to the observer, and the last good version serves on.
 */
final class Reloading {
    /** What cannot be told now is asked again. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String STATEMENTS = "statements";

    private final Vertx vertx;
    private final Conf conf;
    private final Serving serving;
    private final Observer observer;
    private final Context context;
    private Future<?> turn = Future.succeededFuture();
    private Observation told = new Observation.CertificateServed();
    private long retry = -1;

    Reloading(Vertx vertx, Conf conf, Serving serving, Observer observer) {
        this.vertx = vertx;
        this.conf = conf;
        this.serving = serving;
        this.observer = observer;
        this.context = vertx.getOrCreateContext();
    }

    /** Serves the files as they are now; whether it does. */
    Future<Boolean> reload() {
        return inTurn("conf", this::load);
    }

    /** Serves what is served as it fits the database now; whether it does. */
    Future<Boolean> relink() {
        return inTurn(STATEMENTS, this::link);
    }

    /** Shows the certificate that stands in its files now; whether it does. */
    Future<Boolean> renewCertificate() {
        return inTurn(Observation.ChangeRefused.CERTIFICATE, () -> serving.showCertificate()
                .onSuccess(shown -> observer.accept(new Observation.CertificateServed())));
    }

    /** Where changes are told. */
    Context context() {
        return context;
    }

    private Future<Boolean> inTurn(String what, Supplier<Future<Void>> work) {
        Promise<Boolean> done = Promise.promise();
        context.runOnContext(ignored -> {
            Future<Boolean> mine = turn.otherwiseEmpty().compose(free -> attempt(what, work));
            turn = mine;
            mine.onComplete(done);
        });
        return done.future();
    }

    private Future<Boolean> attempt(String what, Supplier<Future<Void>> work) {
        vertx.cancelTimer(retry);
        return work.get().map(true).onSuccess(served -> retry = -1).recover(failure -> {
            refuse(Refusal.of(what, failure));
            retry = mayPass(what, failure)
                    ? vertx.setTimer(
                            RETRY.toMillis(), again -> inTurn(what, work).onComplete(done -> {}))
                    : -1;
            return Future.succeededFuture(false);
        });
    }

    /** Files change when somebody says so; the rest does without a word. */
    private static boolean mayPass(String what, Throwable failure) {
        return what.equals(STATEMENTS)
                || failure instanceof DatabaseUnreachableException
                || failure instanceof KeysMissingException;
    }

    /** What is asked again says the same again. */
    private void refuse(Observation refusal) {
        if (retry == -1 || !refusal.equals(told)) {
            observer.accept(refusal);
        }
        told = refusal;
    }

    private Future<Void> load() {
        Version before = serving.version();
        var mistakes = new Mistakes();
        return conf.changed(before.settings(), mistakes).compose(settings -> {
            Server.refusePlaceholder(conf, settings, mistakes);
            var loader = new ApiLoader(vertx, conf.folder(), settings);
            return loader.check(mistakes)
                    .compose(drafts -> plan(loader, drafts).compose(plans -> admit(before, settings, drafts, plans)));
        });
    }

    private Future<Void> link() {
        Version before = serving.version();
        return plan(new ApiLoader(vertx, conf.folder(), before.settings()), before.drafts())
                .compose(plans ->
                        serving.replace(new Version(before.settings(), before.identity(), before.drafts(), plans)));
    }

    private static Future<List<OperationPlan>> plan(ApiLoader loader, List<Draft> drafts) {
        var mistakes = new Mistakes();
        return loader.plan(drafts, mistakes).map(mistakes::refuseAnyIn);
    }

    /** An issuer that is new must have shown its keys: else its callers would be refused until it does. */
    private Future<Void> admit(Version before, Settings settings, List<Draft> drafts, List<OperationPlan> plans) {
        Identity identity = before.identity().changed(settings.identity());
        return identity.startBeside(before.identity())
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(late -> Future.failedFuture(new KeysMissingException(identity)))
                .compose(keys -> serving.replace(new Version(settings, identity, drafts, plans)))
                .onFailure(refused -> identity.closeBeside(before.identity()).onComplete(closed -> {}));
    }
}
