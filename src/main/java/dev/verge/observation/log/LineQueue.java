package dev.verge.observation.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lines on their way to a thread that may wait for whoever reads the log. Whoever logs never waits: a line that finds no
 * room is dropped and counted, and the log says so as soon as there is room again.
 */
final class LineQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** In characters: lines are of any length. */
    private static final int CAPACITY = 1 << 20;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LineFigures figures = new LineFigures();
    private final OutputStream out;
    private final int capacity;
    private final Thread thread = new Thread(this::write, "log");
    private volatile LineFormat format = new TextLine();
    private volatile boolean idle;
    private volatile boolean closing;
    private long told;

    LineQueue(OutputStream out) {
        this(out, CAPACITY);
    }

    LineQueue(OutputStream out, int capacity) {
        this.out = new BufferedOutputStream(out);
        this.capacity = capacity;
        thread.setDaemon(true);
        setName("lines");
    }

    void format(LineFormat wanted) {
        format = wanted;
    }

    LineFigures figures() {
        return figures;
    }

    @Override
    public void start() {
        super.start();
        thread.start();
    }

    /** Returns when everything is written that is in the queue now. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        figures.count(event.getLevel());
        if (size.get() >= capacity) {
            figures.drop();
            return;
        }
        String line = format.line(event);
        size.addAndGet(line.length());
        lines.add(line);
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    private void write() {
        while (true) {
            String line = lines.poll();
            if (line != null) {
                write(line);
                size.addAndGet(-line.length());
            } else {
                tellDropped();
                flush();
                if (closing && lines.isEmpty()) {
                    return;
                }
                await();
            }
        }
    }

    private void await() {
        idle = true;
        if (lines.isEmpty() && !closing) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private void tellDropped() {
        long dropped = figures.dropped();
        if (dropped > told) {
            var event = new LoggingEvent();
            event.setTimeStamp(System.currentTimeMillis());
            event.setLevel(Level.WARN);
            event.setLoggerName("dev.verge");
            event.setMessage("log: " + (dropped - told) + " lines were dropped, its reader is too slow");
            told = dropped;
            write(format.line(event));
        }
    }

    private void write(String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            figures.drop();
        }
    }

    private void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            // Nobody reads any more; the lines are lost with their reader.
        }
    }
}
