package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;

/** One command of a {@link Batch}: what is said, and what of the answer ends it. */
public abstract sealed class Command permits Prepare, Run, Forget {

    abstract void write(ByteBuf out);

    /**
     * Takes one message of the answer.
     *
     * @param in begins with the message's content
     * @param end where it ends
     * @return whether the command is done
     */
    abstract boolean receive(byte type, ByteBuf in, int end);
}
