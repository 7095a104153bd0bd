/**
 * The command line: what a person may type, what it prints, and with which status it ends.
 *
 * <p>Owns the life of the process, and what its signals do. Nothing below knows that there is a command line. Start
 * reading at {@link dev.verge.command.Main}.
 */
@NullMarked
package dev.verge.command;

import org.jspecify.annotations.NullMarked;
