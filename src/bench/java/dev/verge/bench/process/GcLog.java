package dev.verge.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of a garbage collector, which tells how much was allocated: what the heap grew between the end of one
 * collection and the beginning of the next. Costs the measured process nothing that counts, unlike an agent.
 */
final class GcLog {
    private static final Pattern HEAP = Pattern.compile(" (\\d+)M->(\\d+)M\\(");

    private final Path file;

    GcLog(Path file) {
        this.file = file;
    }

    /** Up to the last collection, to a MiB for each of them. */
    long allocatedBytes() throws IOException {
        long allocated = 0;
        long left = 0;
        for (String line : Files.readAllLines(file)) {
            Matcher heap = HEAP.matcher(line);
            if (heap.find()) {
                allocated += Math.max(0, Long.parseLong(heap.group(1)) - left);
                left = Long.parseLong(heap.group(2));
            }
        }
        return allocated << 20;
    }
}
