package dev.verge.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other main classes of the class path that this process has. */
public final class OwnClassPath {
    private OwnClassPath() {}

    /** The whole command. */
    public static List<String> command(List<String> options, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments(options, main, arguments));
        return command;
    }

    /** What stands behind {@code java}. */
    public static List<String> arguments(List<String> options, Class<?> main, String... arguments) {
        var command = new ArrayList<>(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
