package dev.verge;

import dev.verge.config.TelemetrySettings;
import dev.verge.config.TraceSettings;
import dev.verge.observation.Observer;
import dev.verge.observation.Tracing;
import dev.verge.observation.trace.TraceExport;
import java.time.Clock;

/** What the settings ask to be told of requests. */
final class Telemetry {
    private Telemetry() {}

    /** Which requests are recorded, and whether answers tell where their time went. */
    static Tracing.Choice tracing(TelemetrySettings telemetry) {
        TraceSettings traces = telemetry.traces();
        return new Tracing.Choice(traces.endpoint() != null, traces.sampling(), telemetry.showsTiming());
    }

    /**
     * Sends recorded requests to the collector, if there is one.
     *
     * @param observer is told what became of them
     */
    static Observer traces(TelemetrySettings telemetry, Observer observer) {
        TraceSettings traces = telemetry.traces();
        return traces.endpoint() == null
                ? unheard -> {}
                : new TraceExport(
                        traces.endpoint(),
                        telemetry.service(),
                        version(),
                        traces.perSecond(),
                        Clock.systemUTC(),
                        observer);
    }

    /** Of what runs here. */
    static String version() {
        String version = Telemetry.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
