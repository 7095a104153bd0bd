package dev.verge.observation.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.verge.testing.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private final LoggerContext loggers = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private ILoggingEvent event(String message, Throwable thrown) {
        return new LoggingEvent("caller", loggers.getLogger("io.netty.something"), Level.WARN, message, thrown, null);
    }

    private static LineQueue started(OutputStream out, int capacity) {
        var queue = new LineQueue(out, capacity);
        queue.format(new JsonLine());
        queue.start();
        return queue;
    }

    private List<JsonObject> lines() {
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonObject::new)
                .toList();
    }

    @Test
    void everyLineIsJsonWhateverIsSaid() {
        var queue = started(written, 1 << 20);
        var hostile = new IllegalStateException("line\nbreak \"quoted\" \ud800", new IOException("\u0000\u001b[31m"));
        queue.doAppend(event("two\nlines\r\n\u2028and \u0000 \u0007 \\ \" a lone \udc00 one", hostile));
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            var text = new StringBuilder();
            random.ints(40, 0, 0x10000).forEach(character -> text.append((char) character));
            queue.doAppend(event(text.toString(), null));
        }
        queue.doAppend(event("x".repeat(100_000), null));
        queue.stop();
        assertThat(lines()).hasSize(1_002).allSatisfy(line -> assertThat(line.fieldNames())
                .contains("time", "level", "logger", "message"));
        JsonObject first = lines().get(0);
        assertThat(first.getString("message")).startsWith("two\nlines\r\n\u2028and \u0000");
        assertThat(first.getString("exception"))
                .contains("java.lang.IllegalStateException: line\nbreak", "Caused by: java.io.IOException");
        assertThat(lines().get(1_001).getString("message")).hasSizeLessThan(20_000);
    }

    /** An output that takes nothing, as a pipe that nobody reads. */
    private static final class Stuck extends OutputStream {
        private final CountDownLatch open = new CountDownLatch(1);
        private final OutputStream behind;

        Stuck(OutputStream behind) {
            this.behind = behind;
        }

        @Override
        public void write(int character) throws IOException {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            behind.write(character);
        }
    }

    @Test
    void whatFindsNoRoomIsCountedAndTheLogSaysSo() {
        var stuck = new Stuck(written);
        var queue = started(stuck, 20_000);
        for (int i = 0; i < 10_000; i++) {
            queue.doAppend(event("line " + i, null));
        }
        long dropped = queue.figures().dropped();
        assertThat(dropped).isBetween(9_000L, 9_990L);
        assertThat(queue.figures().warnings()).isEqualTo(10_000);
        stuck.open.countDown();
        String told = "log: " + dropped + " lines were dropped, its reader is too slow";
        Eventually.holds(
                () -> assertThat(written.toString(StandardCharsets.UTF_8)).contains(told));
        queue.doAppend(event("the last one", null));
        queue.stop();
        assertThat(lines()).hasSize((int) (10_000 - dropped) + 2);
        assertThat(lines().get(lines().size() - 1).getString("message")).isEqualTo("the last one");
    }
}
