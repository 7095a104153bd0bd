package dev.verge;

import java.net.BindException;
import java.net.UnknownHostException;

/** A command cannot do its work; the message says everything that its user needs, in whole lines. */
public final class StartException extends RuntimeException {
    /** Says why, for a terminal. */
    public StartException(String message) {
        super(message, null, false, false);
    }

    /** Names the setting when a port cannot be opened; other failures stay as they are. */
    static Throwable explain(Throwable failure, String setting, String host, int port) {
        String address = "Cannot listen on " + host + ":" + port + " (" + setting + "): ";
        if (failure instanceof BindException) {
            return new StartException(address + "it is taken, or is no address of this machine");
        }
        return failure instanceof UnknownHostException
                ? new StartException(address + "no host has this name")
                : failure;
    }
}
