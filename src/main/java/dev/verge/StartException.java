package dev.verge;

import java.net.BindException;

/** A command cannot do its work; the message says everything that its user needs, in whole lines. */
public final class StartException extends RuntimeException {
    /** Says why, for a terminal. */
    public StartException(String message) {
        super(message, null, false, false);
    }

    /** Names the setting when a port cannot be opened; other failures stay as they are. */
    static Throwable explain(Throwable failure, String setting, String host, int port) {
        return failure instanceof BindException
                ? new StartException("Cannot listen on " + host + ":" + port + " (" + setting
                        + "): it is taken, or is no" + " address of this machine")
                : failure;
    }
}
