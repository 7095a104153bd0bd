package dev.verge.observation.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends what the Java platform and some libraries log by {@code java.util.logging} to the same log. Made by the platform. */
public final class PlatformLog {
    /** That traces are not taken is said once, and not with every attempt. */
    private static final String CONFIGURATION = "handlers=" + SLF4JBridgeHandler.class.getName()
            + "\n.level=WARNING\nio.opentelemetry.exporter.level=OFF\n";

    /** Configures the platform's log. */
    public PlatformLog() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
