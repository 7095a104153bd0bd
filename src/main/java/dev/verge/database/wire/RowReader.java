package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Takes the rows of a command as they arrive. What it throws fails the batch. */
public interface RowReader {
    /** For commands whose rows tell nothing. */
    RowReader UNREAD = new RowReader() {
        @Override
        public void columns(List<ToldColumn> columns) {
            // Nobody asks.
        }

        @Override
        public void row(ByteBuf row) {
            // Nobody asks.
        }
    };

    /** Is told the columns, if the command asks for them, before the first row. */
    void columns(List<ToldColumn> columns);

    /**
     * Takes one row.
     *
     * @param row begins with the number of values (2 bytes); each is its length (4 bytes; -1 for NULL) and its text. Is
     *     not to be kept
     */
    void row(ByteBuf row);
}
