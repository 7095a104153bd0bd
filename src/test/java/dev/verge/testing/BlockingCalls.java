package dev.verge.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Watches the Java machine for event loops that wait or read files, and for work that worker threads do for them. */
public final class BlockingCalls implements AutoCloseable {
    private static final Set<String> WAITING = Set.of(
            "jdk.ThreadPark",
            "jdk.ThreadSleep",
            "jdk.JavaMonitorEnter",
            "jdk.JavaMonitorWait",
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.FileForce");

    private final Recording recording = new Recording();

    /** Begins to watch. */
    public BlockingCalls() {
        WAITING.forEach(event -> recording.enable(event).withoutThreshold().withStackTrace());
        recording.enable("jdk.ThreadStart");
        recording.start();
    }

    /** Ends watching: what was seen, each with its thread and where it was. */
    public List<String> seen() throws IOException {
        Path file = Files.createTempFile("blocking", ".jfr");
        try {
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(BlockingCalls::isBlocking)
                    .map(BlockingCalls::words)
                    .toList();
        } finally {
            Files.delete(file);
        }
    }

    /** A worker that begins, or that goes on after it waited, was given something to do. */
    private static boolean isBlocking(RecordedEvent event) {
        String thread = thread(event);
        boolean worker = thread.startsWith("vert.x-worker-thread") || thread.startsWith("vert.x-internal-blocking");
        boolean waits = WAITING.contains(event.getEventType().getName()) && !isWokenUp(event) && !loadsClass(event);
        return worker || (waits && thread.startsWith("vert.x-eventloop-thread"));
    }

    /** The selector, which another thread wakes up with a task. */
    private static boolean isWokenUp(RecordedEvent event) {
        var stack = event.getStackTrace();
        return stack != null && words(stack.getFrames().get(0)).contains("SelectorImpl.");
    }

    /** Which a class needs once, whenever it is first used. */
    private static boolean loadsClass(RecordedEvent event) {
        var stack = event.getStackTrace();
        return stack != null
                && stack.getFrames().stream()
                        .anyMatch(frame -> words(frame).contains("java.lang.ClassLoader.loadClass:"));
    }

    private static String thread(RecordedEvent event) {
        var thread = event.hasField("thread") ? event.getThread("thread") : event.getThread();
        return thread == null ? "" : String.valueOf(thread.getJavaName());
    }

    private static String words(RecordedEvent event) {
        var stack = event.getStackTrace();
        return event.getEventType().getName() + " on " + thread(event)
                + (stack == null
                        ? ""
                        : stack.getFrames().stream().map(BlockingCalls::words).collect(joining()));
    }

    private static String words(RecordedFrame frame) {
        var method = frame.getMethod();
        return "\n at " + method.getType().getName() + "." + method.getName() + ":" + frame.getLineNumber();
    }

    @Override
    public void close() {
        recording.close();
    }
}
