package dev.verge.bench.load;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a generator is to do.
 *
 * @param port of a server at 127.0.0.1
 * @param requests a file with a {@linkplain dev.verge.bench.data.Request#line request} in each line, to cycle through
 * @param connections how many callers there are
 */
public record Load(int port, Path requests, int connections, Duration warmUp, Duration duration) {}
