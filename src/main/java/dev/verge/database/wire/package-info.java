/**
 * PostgreSQL's protocol on a connection that is already open: batches of commands out, their answers in.
 *
 * <p>A batch ends with one Sync and so is one transaction and one round trip. Knows no settings, no plan and no problem.
 * Start reading at {@link dev.verge.database.wire.Batch}.
 */
@NullMarked
package dev.verge.database.wire;

import org.jspecify.annotations.NullMarked;
