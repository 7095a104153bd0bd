package dev.verge.observation.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who may say what, and where it goes. In Java, for to read it from a file would hold up every start. */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
    private static final List<String> SILENT = List.of(
            // Vert.x reports each connection that a peer resets; that is no fault of this node.
            "io.vertx.core.net.impl.ConnectionBase",
            // Vert.x fails over its own bookkeeping when a connection goes before a reset of a stream that never had a
            // head
            // was written; nothing is lost by it, and callers must not be able to fill the log.
            "io.netty.util.concurrent.DefaultPromise",
            // While a stop closes the port, Vert.x may have no event loop any more for what was accepted at that
            // moment.
            "io.netty.bootstrap.ServerBootstrap",
            // Notices of the database may quote data.
            "io.vertx.sqlclient.impl.SocketConnectionBase",
            // What hinders the embedded PostgreSQL of the dev mode is in the exception.
            "io.zonky");

    private static final List<String> FILES = List.of("logback-test.xml", "logback.xml");

    /** Made by the logging library. */
    public LogConfiguration() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (System.getProperty("logback.configurationFile") != null
                || FILES.stream().anyMatch(file -> LogConfiguration.class.getResource("/" + file) != null)) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LineQueue lines = Logging.lines();
        lines.setContext(loggers);
        lines.start();
        // Verge speaks for itself; libraries only when something is wrong.
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(lines);
        loggers.getLogger("dev.verge").setLevel(Level.INFO);
        SILENT.forEach(name -> loggers.getLogger(name).setLevel(Level.OFF));
        Logger record = loggers.getLogger("dev.verge.decision");
        record.setLevel(Level.INFO);
        record.setAdditive(false);
        record.addAppender(record(loggers));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * The decision record: a JSON object a line and nothing else, alone on the standard output. It comes from a thread of
     * its own, behind a bounded queue that counts what it has to drop, so this appender may wait for its reader. That
     * thread flushes after what it has at a time; a call of the system for each line would cost as much as a request.
     */
    private static ConsoleAppender<ILoggingEvent> record(LoggerContext loggers) {
        var layout = new LayoutBase<ILoggingEvent>() {
            @Override
            public String doLayout(ILoggingEvent event) {
                return event.getMessage() + "\n";
            }
        };
        layout.setContext(loggers);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(loggers);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(loggers);
        appender.setName("record");
        appender.setImmediateFlush(false);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
