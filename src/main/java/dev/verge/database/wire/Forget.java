package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;

/** Has the server drop a prepared statement; one that it does not know is no error. */
public final class Forget extends Command {
    private final String statement;

    /** Drops the statement of this name on the connection. */
    public Forget(String statement) {
        this.statement = statement;
    }

    @Override
    void write(ByteBuf out) {
        Messages.closeStatement(out, statement);
    }

    @Override
    boolean receive(byte type, ByteBuf in, int end) {
        return type == '3';
    }
}
