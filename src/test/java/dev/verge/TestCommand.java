package dev.verge;

import dev.verge.command.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command as a person would type it. */
public final class TestCommand {
    private TestCommand() {}

    /** The exit status and everything that was printed. */
    public record Result(int status, String output) {}

    /** Runs a command that ends. */
    public static Result run(String... arguments) {
        var output = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
        return new Result(command.execute(arguments), output.toString());
    }
}
