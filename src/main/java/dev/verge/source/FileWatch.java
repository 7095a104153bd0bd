package dev.verge.source;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notices what is saved under some folders, by looking at them every so often on a thread of its own. A file system's own
 * notices lose new folders, renames over a file and swapped links; a look does not, and a conf folder is small.
 */
public final class FileWatch implements AutoCloseable {
    private final List<Path> places;
    private final Duration interval;
    private @Nullable Thread thread;
    private Map<Path, State> told = Map.of();

    /** What tells two versions of a file apart. */
    private record State(long size, long modified, String identity) {}

    private FileWatch(List<Path> places, Duration interval) {
        this.places = List.copyOf(places);
        this.interval = interval;
        this.told = look();
    }

    /** Looks at files, and at folders with all below them, to compare with later, in this interval. */
    public static FileWatch of(List<Path> places, Duration interval) {
        return new FileWatch(places, interval);
    }

    /** Tells on the context which files have changed, appeared or gone since they were first looked at. */
    public void start(Context context, Handler<Set<Path>> changed) {
        thread = new Thread(() -> watch(context, changed), "file-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops watching. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Tells a change when the next look finds nothing newer: an editor may write several files, or one in parts. */
    private void watch(Context context, Handler<Set<Path>> changed) {
        Map<Path, State> before = told;
        while (pause(interval)) {
            Map<Path, State> now = look();
            if (now.equals(before) && !now.equals(told)) {
                Set<Path> paths = difference(told, now);
                told = now;
                context.runOnContext(ignored -> changed.handle(paths));
            }
            before = now;
        }
    }

    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
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
        try {
            for (Path place : places) {
                look(place, states);
            }
            return states;
        } catch (IOException | UncheckedIOException e) {
            return told;
        }
    }

    private static void look(Path place, Map<Path, State> states) throws IOException {
        try (Stream<Path> paths = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    states.put(path, state(attributes));
                }
            }
        }
    }

    private static State state(BasicFileAttributes attributes) {
        return new State(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                String.valueOf(attributes.fileKey()));
    }
}
