/**
 * The files an operator writes, as values that remember where they stand, and the mistakes found in them.
 *
 * <p>Knows YAML and JSON and nothing of what they mean: contract, settings and SQL are read by their own packages,
 * which add to one list of {@link dev.verge.source.Mistakes} so that all are reported together. Start reading at
 * {@link dev.verge.source.SourceDocument}.
 */
@NullMarked
package dev.verge.source;

import org.jspecify.annotations.NullMarked;
