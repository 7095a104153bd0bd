package dev.verge.database.wire;

/** The rows of an answer are more than this node takes; the rest of them was dropped, what the statement did was not. */
public final class AnswerTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AnswerTooLargeException(int limit) {
        super("the rows are more than " + limit + " bytes (database.maxAnswerSize)", null, false, false);
    }
}
