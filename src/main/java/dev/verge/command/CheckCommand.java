package dev.verge.command;

import dev.verge.ApiLoader;
import dev.verge.ProcessSettings;
import dev.verge.config.Settings;
import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.endpoint.link.Draft;
import dev.verge.source.Mistakes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = {
            "Checks settings, contract and SQL, and how they fit together.",
            "When the database of the settings answers, prepares every statement in it and compares parameter types"
                    + " and result columns with the contract, and whether the node may run it. Changes nothing."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is wrong: the output names every mistake"})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfOption conf = new ConfOption();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Option(names = "--require-database", description = "Fail when the database does not answer.")
    private boolean requireDatabase;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Vertx vertx = ServerProcess.vertx();
        try {
            CheckReport report = ServerProcess.await(check(vertx, conf.directory()));
            spec.commandLine().getOut().println(json ? report.json() : report.text());
            return report.isGood() ? 0 : 1;
        } finally {
            ServerProcess.await(vertx.close());
        }
    }

    private Future<CheckReport> check(Vertx vertx, Path directory) {
        var mistakes = new Mistakes();
        return ProcessSettings.loader(vertx)
                .load(directory, Map.of(), mistakes)
                .compose(settings -> check(vertx, directory, settings, mistakes));
    }

    private Future<CheckReport> check(Vertx vertx, Path directory, Settings settings, Mistakes mistakes) {
        var loader = new ApiLoader(vertx, directory, settings);
        return loader.draft(mistakes).compose(drafts -> {
            if (!mistakes.isEmpty() && drafts.stream().noneMatch(CheckCommand::hasStatement)) {
                return Future.succeededFuture(report(drafts, mistakes, "none could be read"));
            }
            return loader.canAsk()
                    ? prepare(loader, drafts, mistakes, settings)
                    : Future.succeededFuture(report(drafts, mistakes, "the settings do not say where the database is"));
        });
    }

    private static boolean hasStatement(Draft draft) {
        return draft.statement() != null || draft.rule() != null;
    }

    private Future<CheckReport> prepare(ApiLoader loader, List<Draft> drafts, Mistakes mistakes, Settings settings) {
        return loader.plan(drafts, mistakes)
                .compose(plans -> loader.checkGrants(plans, drafts, mistakes))
                .map(asked -> report(drafts, mistakes, null))
                .recover(failure -> failure instanceof DatabaseUnreachableException
                        ? Future.succeededFuture(
                                report(drafts, mistakes, settings.database().url() + ": " + failure.getMessage()))
                        : Future.failedFuture(failure));
    }

    private CheckReport report(List<Draft> drafts, Mistakes mistakes, @Nullable String unasked) {
        return new CheckReport(drafts.size(), mistakes.list(), unasked, requireDatabase);
    }
}
