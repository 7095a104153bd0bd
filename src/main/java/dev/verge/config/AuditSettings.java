package dev.verge.config;

import dev.verge.config.reading.SettingsReader;

/**
 * The decision record.
 *
 * @param sampleAllows of this many callers who were let in, one is recorded; those who were refused are recorded all
 */
public record AuditSettings(int sampleAllows) {
    private static final int MAXIMUM = 1_000_000;

    static AuditSettings read(SettingsReader reader) {
        return new AuditSettings(reader.number("audit.sampleAllows", 1, 1, MAXIMUM));
    }
}
