/**
 * How long a node takes from the start of its process to its first answers, beside a bare server of Vert.x.
 *
 * <p>Start reading at {@link dev.verge.bench.start.Starts}. {@link dev.verge.bench.start.Training} also runs on its own,
 * from its source, when the image is built: it and what it uses need nothing but the Java platform.
 */
package dev.verge.bench.start;
