package dev.verge.bench;

import dev.verge.bench.data.Issuer;
import dev.verge.bench.floor.Floor;
import dev.verge.bench.process.OwnClassPath;
import dev.verge.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts what is measured.
 *
 * @param connections to the database, of each server
 * @param jvm options of the Java machine, of each server
 * @param settings of every node, over those of its file
 */
record Servers(
        Path jar,
        Path conf,
        Path folder,
        Issuer issuer,
        int connections,
        List<String> jvm,
        Map<String, String> settings) {

    static final String FLOOR = "floor";
    static final String NODE = "Verge";

    /** How many tokens a server remembers: more than there are, or hardly any. */
    enum Memory {
        LARGE("32MiB", 5_000),
        SMALL("1MiB", 160);

        private final String node;
        private final int floor;

        Memory(String node, int floor) {
            this.node = node;
            this.floor = floor;
        }
    }

    /** The floor, ready. */
    ServerProcess floor(int databasePort, Memory memory) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        String database = "postgresql://verge@127.0.0.1:" + databasePort + "/verge";
        var arguments = OwnClassPath.arguments(
                jvm,
                Floor.class,
                Integer.toString(port),
                database,
                Integer.toString(connections),
                issuer.issuer(),
                Integer.toString(memory.floor));
        return ServerProcess.start(FLOOR, port, folder, arguments).await(port, "/documents", 401);
    }

    /** A node, ready by its own probe. */
    ServerProcess node(int databasePort, Memory memory) throws IOException, InterruptedException {
        return node(NODE, databasePort, ServerProcess.freePort(), Map.of("identity.tokenCacheSize", memory.node));
    }

    /**
     * A node of another name, ready by its own probe.
     *
     * @param managementPort where it has its probes and metrics
     * @param own settings of this node alone
     */
    ServerProcess node(String name, int databasePort, int managementPort, Map<String, String> own)
            throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        var all = new LinkedHashMap<String, String>(issuer.settings());
        all.put("http.port", Integer.toString(port));
        all.put("management.port", Integer.toString(managementPort));
        all.put("database.url", "postgresql://127.0.0.1:" + databasePort + "/verge");
        all.putAll(own);
        all.putAll(settings);
        var arguments = new ArrayList<>(jvm);
        all.forEach((key, value) -> arguments.add("-Dverge." + key + "=" + value));
        arguments.addAll(List.of("-jar", jar.toString(), "serve", "--conf", conf.toString()));
        return ServerProcess.start(name, port, folder, arguments).await(managementPort, "/ready", 200);
    }
}
