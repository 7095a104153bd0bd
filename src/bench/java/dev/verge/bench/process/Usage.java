package dev.verge.bench.process;

import java.time.Duration;

/**
 * What a process has used since it began.
 *
 * @param cpu time on processors, of all threads, user and system
 * @param residentBytes memory now; 0 where the system does not tell
 * @param allocatedBytes on the Java heap, up to the last collection
 */
public record Usage(Duration cpu, long residentBytes, long allocatedBytes) {}
