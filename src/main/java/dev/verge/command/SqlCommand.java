package dev.verge.command;

import dev.verge.database.statement.IdempotencySql;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a database needs for some of the things that operations can do. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Prints SQL for the database of the API.")
final class SqlCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(spec.commandLine(), "Missing command: idempotency");
    }

    /** Prints the table of idempotency keys. */
    @Command(
            name = "idempotency",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Version.class,
            description = "The table that operations with x-verge: {idempotent: true} keep their answers in.")
    void idempotency() {
        spec.commandLine().getOut().print(IdempotencySql.DEFINITION);
        spec.commandLine().getOut().flush();
    }
}
