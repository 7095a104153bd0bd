package dev.verge.command;

import dev.verge.DevServer;
import dev.verge.ProcessSettings;
import dev.verge.StartException;
import dev.verge.auth.Identity;
import dev.verge.auth.diagnosis.Explanation;
import dev.verge.auth.diagnosis.Question;
import dev.verge.auth.diagnosis.TokenExplainer;
import dev.verge.auth.diagnosis.Verdict.Outcome;
import dev.verge.config.Settings;
import dev.verge.contract.Contract;
import dev.verge.contract.Operation;
import dev.verge.contract.openapi.ContractReader;
import dev.verge.endpoint.link.AccessRules;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.MistakesException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = {
            "Reads a token from the standard input and says step by step why the API accepts or refuses it.",
            "Prints neither the token nor who it is about."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the token is accepted (with --offline: unless its signature does not hold)",
            "1:the token is refused",
            "2:there is nothing to explain: the command line, the settings or the contract are wrong"
        })
final class TokenExplainCommand implements Callable<Integer> {
    private static final int USAGE = 2;
    private static final int MAXIMUM_BYTES = 64 * 1024;
    private static final Pattern SCHEME = Pattern.compile("(?i)^bearer(\\s+|$)");

    @Mixin
    private ConfOption conf = new ConfOption();

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            description = "The operationId of the operation that is called: are roles, scopes and kind enough for it?")
    private @Nullable String operation;

    @Option(
            names = "--dev",
            arity = "0..1",
            paramLabel = "URL",
            fallbackValue = "http://127.0.0.1:8082",
            description = "Trust the dev mode's issuer, as the dev mode does (where it listens: ${FALLBACK-VALUE}).")
    private @Nullable String dev;

    @Option(names = "--offline", description = "Fetch no keys: everything but the signature is looked at.")
    private boolean offline;

    @Option(names = "--json", description = "Print the explanation as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Vertx vertx = ServerProcess.vertx();
        try {
            String token = token();
            Explanation explanation = explain(vertx, conf.directory(), token);
            var report = new ExplanationReport(explanation);
            spec.commandLine().getOut().println(json ? report.json() : report.text());
            return explanation.verdict().outcome() == Outcome.REFUSED ? 1 : 0;
        } catch (StartException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return USAGE;
        } finally {
            ServerProcess.await(vertx.close());
        }
    }

    /** What was pasted, without what is usually pasted with it. */
    private static String token() throws IOException {
        String read = new String(System.in.readNBytes(MAXIMUM_BYTES), StandardCharsets.UTF_8);
        String text = SCHEME.matcher(read.strip()).replaceFirst("");
        if (text.isEmpty()) {
            throw new StartException("There is no token on the standard input; echo $TOKEN | verge token explain");
        }
        return text;
    }

    private Explanation explain(Vertx vertx, Path directory, String token) {
        var mistakes = new Mistakes();
        Settings settings = ServerProcess.await(ProcessSettings.loader(vertx)
                .load(directory, dev == null ? Map.of() : DevServer.identity(dev), mistakes)
                .map(mistakes::refuseAnyIn));
        Operation called = operation == null ? null : operation(directory, settings, operation);
        var question = new Question(token, operation, called == null ? null : AccessRules.of(called), offline);
        Clock now = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);
        var identity = new Identity(vertx, settings.identity(), observation -> {}, System::nanoTime, now);
        return ServerProcess.await(new TokenExplainer(identity, settings.identity(), now)
                .explain(question)
                .eventually(identity::close));
    }

    private static Operation operation(Path directory, Settings settings, String operationId) {
        var mistakes = new Mistakes();
        Contract contract = ContractReader.read(directory, settings.contract(), mistakes);
        var known = contract.operations().stream().map(Operation::operationId).toList();
        if (mistakes.isEmpty() && !known.contains(operationId)) {
            mistakes.addUnknown(Location.of("--operation"), "operationId", operationId, known);
        }
        try {
            mistakes.throwIfAny();
        } catch (MistakesException e) {
            throw ServerProcess.explain(e);
        }
        return contract.operations().stream()
                .filter(operation -> operation.operationId().equals(operationId))
                .findFirst()
                .orElseThrow();
    }
}
