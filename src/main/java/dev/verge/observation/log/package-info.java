/**
 * How lines get from whoever logs to the standard error output: formatted at once, written by a thread of their own.
 *
 * <p>Whatever the process says there passes through here: this product, libraries, the Java platform, and what ends a
 * thread. Start reading at {@link dev.verge.observation.log.Logging}.
 */
@NullMarked
package dev.verge.observation.log;

import org.jspecify.annotations.NullMarked;
