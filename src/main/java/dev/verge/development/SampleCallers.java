package dev.verge.development;

import dev.verge.source.Mistakes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code dev/callers.yaml}. */
public final class SampleCallers {
    private SampleCallers() {}

    /** The callers of {@code conf/dev/callers.yaml}; empty without such a file. What is wrong is added to the mistakes. */
    public static Optional<List<SampleCaller>> read(Path conf, Mistakes mistakes) {
        return Optional.empty();
    }
}
