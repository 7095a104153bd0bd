package dev.verge.bench.start;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts a node with settings in its environment, as containers do. */
final class NodeProcess {
    private NodeProcess() {}

    /**
     * Starts one. Ends with this process at the latest.
     *
     * @param command all of it
     * @param settings by key
     * @param port the public one; the private one is the next
     */
    static Process start(List<String> command, Map<String, String> settings, int port) throws IOException {
        return start(command, settings, port, Redirect.DISCARD);
    }

    /** As above, with its standard output somewhere. */
    static Process start(List<String> command, Map<String, String> settings, int port, Redirect output)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectOutput(output).redirectError(Redirect.INHERIT);
        builder.environment().put("VERGE_HTTP_PORT", Integer.toString(port));
        builder.environment().put("VERGE_MANAGEMENT_PORT", Integer.toString(port + 1));
        settings.forEach((key, value) -> builder.environment().put(variable(key), value));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** {@code VERGE_DATABASE_URL} for {@code database.url}. */
    private static String variable(String key) {
        return "VERGE_" + key.replaceAll("([A-Z])", "_$1").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
