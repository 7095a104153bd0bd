package dev.verge.observation.log;

import ch.qos.logback.classic.LoggerContext;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of this process. */
public final class Logging {
    private static final long FLUSH_MILLIS = 2_000;
    /** Bytes of the decision record in one call of the system; its writer flushes what it has at a time. */
    private static final int RECORD_BUFFER = 64 * 1024;

    /** Read by the Java platform when something first logs through it, which may be never. */
    private static final String PLATFORM = "java.util.logging.config.class";

    private static final LineQueue LINES = new LineQueue(error());

    /** Before, nobody may ask for a logger on another thread: SLF4J would say so, on lines of its own. */
    private static boolean begun;

    private Logging() {}

    static LineQueue lines() {
        return LINES;
    }

    /**
     * Sends everything that this process says on its standard error output through the log.
     *
     * @param json whether each line is a JSON object; else lines are for people, and what is said elsewhere stays as it is
     */
    public static synchronized void begin(boolean json) {
        begun = true;
        LINES.format(json ? new JsonLine() : new TextLine());
        System.setProperty(PLATFORM, PlatformLog.class.getName());
        Logger log = LoggerFactory.getLogger("dev.verge");
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> log.error("{} ended", thread.getName(), failure));
        if (json) {
            System.setOut(
                    new PrintStream(new BufferedOutputStream(output(), RECORD_BUFFER), false, StandardCharsets.UTF_8));
        }
        if (LINES.isStarted()) {
            System.setErr(json ? printing(new StandardError(LoggerFactory.getLogger("stderr"))) : printing(error()));
        }
    }

    private static PrintStream printing(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static OutputStream output() {
        return new FileOutputStream(FileDescriptor.out);
    }

    private static OutputStream error() {
        return new FileOutputStream(FileDescriptor.err);
    }

    /** What the log counts. */
    public static LineFigures figures() {
        return LINES.figures();
    }

    /**
     * Writes what is still on its way to the log and ends it: the last act of a process. Waits for a while, not for ever:
     * perhaps nobody reads.
     */
    public static synchronized void flush() {
        if (begun && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var stopping = new Thread(context::stop, "flush");
            stopping.setDaemon(true);
            stopping.start();
            try {
                stopping.join(FLUSH_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
