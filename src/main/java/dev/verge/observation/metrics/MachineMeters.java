package dev.verge.observation.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Java machine and the process, in the words of Micrometer; and what the system says that it takes. */
final class MachineMeters {
    private static final Path MEMORY = Path.of("/proc/self/statm");
    private static final int PAGE = 4_096;

    private MachineMeters() {}

    /** Loads the classes of the platform's management, which takes a while: not for event loops, nor for a start. */
    @SuppressWarnings("resource") // it counts for as long as the process lasts
    static void register(MeterRegistry registry) {
        List<MeterBinder> binders = List.of(
                new JvmMemoryMetrics(),
                MachineMeters::watchCollectors,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        binders.forEach(binder -> binder.bindTo(registry));
        if (Files.isReadable(MEMORY)) {
            Gauge.builder("process.resident.memory", MachineMeters::resident)
                    .description("Physical memory of the process")
                    .baseUnit("bytes")
                    .register(registry);
        }
    }

    /**
     * Asks when somebody wants to know. Micrometer's own meters have Java tell of each collection, which took 2 % of the
     * processor time of requests with the small heaps that this is made for, where there are twenty in a second.
     */
    private static void watchCollectors(MeterRegistry registry) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            FunctionTimer.builder(
                            "jvm.gc.collection",
                            collector,
                            GarbageCollectorMXBean::getCollectionCount,
                            GarbageCollectorMXBean::getCollectionTime,
                            TimeUnit.MILLISECONDS)
                    .description("Collections, and the time that they took")
                    .tag("gc", collector.getName())
                    .register(registry);
        }
    }

    /** The second number is of pages. */
    private static double resident() {
        try {
            return Double.parseDouble(Files.readString(MEMORY).split(" ", 3)[1]) * PAGE;
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }
}
