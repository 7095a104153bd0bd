/**
 * Reads settings from where they are set, as typed values, and finds names that no setting has.
 *
 * <p>Knows how values are spelt in files, variables and properties, and no setting by its name. Start reading at
 * {@link dev.verge.config.reading.SettingsReader}.
 */
@NullMarked
package dev.verge.config.reading;

import org.jspecify.annotations.NullMarked;
