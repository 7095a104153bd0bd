package dev.verge.database.wire;

/**
 * What stands before a batch on its connection takes so long that others go on elsewhere. The batch is still run, and nobody
 * looks at what it says.
 */
public final class OvertakenException extends RuntimeException {
    OvertakenException() {
        super("what was sent before takes too long", null, false, false);
    }
}
