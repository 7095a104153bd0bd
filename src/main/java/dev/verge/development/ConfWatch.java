package dev.verge.development;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Notices what is saved under a folder, by looking at it every so often on a thread of its own. A file system's own
 * notices lose new folders, renames over a file and swapped links; a look does not, and a conf folder is small.
 */
public final class ConfWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Path folder;
    private final Context context;
    private final Handler<Set<Path>> changed;
    private final Thread thread;
    private Map<Path, State> told;

    /** What tells two versions of a file apart. */
    private record State(long size, long modified, String identity) {}

    private ConfWatch(Path folder, Context context, Handler<Set<Path>> changed) {
        this.folder = folder;
        this.context = context;
        this.changed = changed;
        this.told = look();
        this.thread = new Thread(this::watch, "conf-watch");
        thread.setDaemon(true);
    }

    /** Watches a folder and all below it; tells the files that changed, appeared or went on the context. */
    public static ConfWatch start(Path folder, Context context, Handler<Set<Path>> changed) {
        var watch = new ConfWatch(folder, context, changed);
        watch.thread.start();
        return watch;
    }

    /** Stops watching. */
    @Override
    public void close() {
        thread.interrupt();
    }

    /** Tells a change when the next look finds nothing newer: an editor may write several files, or one in parts. */
    private void watch() {
        Map<Path, State> before = told;
        while (pause()) {
            Map<Path, State> now = look();
            if (now.equals(before) && !now.equals(told)) {
                Set<Path> paths = difference(told, now);
                told = now;
                context.runOnContext(ignored -> changed.handle(paths));
            }
            before = now;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static Set<Path> difference(Map<Path, State> before, Map<Path, State> now) {
        var paths = new HashSet<Path>();
        now.forEach((path, state) -> {
            if (!state.equals(before.get(path))) {
                paths.add(path);
            }
        });
        before.keySet().stream().filter(path -> !now.containsKey(path)).forEach(paths::add);
        return paths;
    }

    /** A file that goes while it is looked at is gone; a folder that cannot be read now is looked at again later. */
    private Map<Path, State> look() {
        var states = new HashMap<Path, State>();
        try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    states.put(path, state(attributes));
                }
            }
            return states;
        } catch (IOException | java.io.UncheckedIOException e) {
            return told == null ? states : told;
        }
    }

    private static State state(BasicFileAttributes attributes) {
        return new State(
                attributes.size(),
                attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                String.valueOf(attributes.fileKey()));
    }
}
