package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.List;

/**
 * What the node tells about its work.
 *
 * @param service the name of this service in traces
 * @param showsTiming whether each answer says where its time went ({@code Server-Timing})
 * @param traces where traces go
 */
public record TelemetrySettings(String service, boolean showsTiming, TraceSettings traces) {
    private static final String HIDE = "hide";
    private static final String SHOW = "show";

    static TelemetrySettings read(SettingsReader reader) {
        return new TelemetrySettings(
                reader.text("telemetry.service", "verge"),
                reader.choice("telemetry.serverTiming", HIDE, List.of(HIDE, SHOW))
                        .equals(SHOW),
                TraceSettings.read(reader));
    }
}
