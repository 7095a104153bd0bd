package dev.verge.bench.floor;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** The process: as many event loops as processors, which share the port and divide the connections. */
public final class Floor {
    private Floor() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments port, database URL with the user in it, connections in all, issuer, remembered tokens
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int loops = Runtime.getRuntime().availableProcessors();
        int connections = Math.max(1, Integer.parseInt(arguments[2]) / loops);
        var keys = TokenKeys.fetch(arguments[3]);
        int remembered = Integer.parseInt(arguments[4]);
        Supplier<FloorVerticle> loop = () ->
                new FloorVerticle(port, arguments[1], connections, new Tokens(arguments[3], keys, remembered / loops));
        String ignored = Vertx.vertx()
                .deployVerticle(loop, new DeploymentOptions().setInstances(loops))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }
}
