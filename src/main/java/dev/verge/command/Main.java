package dev.verge.command;

import dev.verge.StartException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "verge",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Serves an OpenAPI contract and one SQL file per operation as a JSON API over PostgreSQL.",
        subcommands = {ServeCommand.class, DevCommand.class, CheckCommand.class, SqlCommand.class, TokenCommand.class},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:refused: the output names every reason", "2:the command line is wrong"})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {
        this.spec = CommandSpec.create();
    }

    /** Runs the command that the arguments name and ends the process unless it is a server. */
    public static void main(String[] arguments) {
        // Netty's own events for the flight recorder would load that whole subsystem at every start.
        if (System.getProperty("io.netty.jfr.enabled") == null) {
            System.setProperty("io.netty.jfr.enabled", "false");
        }
        int status = ServeCommand.plain(arguments).map(Main::serve).orElseGet(() -> commandLine()
                .execute(arguments));
        if (status != ServeCommand.RUNNING) {
            System.exit(status);
        }
    }

    /** The command line, ready to run. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, command, result) -> explain(failure, command.getErr()));
    }

    private static int serve(ServeCommand command) {
        try {
            return command.call();
        } catch (RuntimeException e) {
            return explain(e, new PrintWriter(System.err, true, Charset.defaultCharset()));
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }

    /** Refusals are lines for people; anything else is a defect and shows where it happened. */
    private static int explain(Exception failure, PrintWriter output) {
        if (failure instanceof StartException refused) {
            output.println(refused.getMessage());
        } else {
            failure.printStackTrace(output);
        }
        return 1;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"verge " + (version == null ? "(not packaged)" : version)};
        }
    }
}
