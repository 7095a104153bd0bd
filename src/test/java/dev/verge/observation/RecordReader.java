package dev.verge.observation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Reads the decision record, and may be slow about it; for one test. */
final class RecordReader extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(DecisionLog.LOGGER);
    private final List<JsonObject> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch reading;

    private RecordReader(int lines) {
        this.reading = new CountDownLatch(lines);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        start();
        logger.addAppender(this);
    }

    static RecordReader fast() {
        return new RecordReader(0);
    }

    /** Does not return from its first line before it is told to read on. */
    static RecordReader slow() {
        return new RecordReader(1);
    }

    void readOn() {
        reading.countDown();
    }

    List<JsonObject> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        try {
            reading.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.add(new JsonObject(event.getFormattedMessage()));
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(null);
    }
}
