package dev.verge.database.statement;

import io.vertx.core.buffer.Buffer;

/**
 * The answer of a statement that has been run and committed.
 *
 * @param rows how many rows it returned
 * @param body what they became; empty for {@link AnswerForm#NONE} and for an object of no row
 */
public record QueryResult(int rows, Buffer body) {}
