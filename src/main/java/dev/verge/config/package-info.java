/**
 * The settings of a node: what can be set, its default and its range, read from file, environment and system
 * properties through Vert.x Config and checked whole.
 *
 * <p>How values are spelt and found is in {@link dev.verge.config.reading}. Knows nothing of what the settings are for; everything else takes the records of this package and never reads an
 * environment variable itself. Start reading at {@link dev.verge.config.Settings}.
 */
@NullMarked
package dev.verge.config;

import org.jspecify.annotations.NullMarked;
