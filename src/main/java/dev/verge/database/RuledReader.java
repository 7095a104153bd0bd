package dev.verge.database;

import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.ToldColumn;
import dev.verge.observation.Moment;
import dev.verge.observation.RequestTrace;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Reads the answer of a rule and notes when it came. */
record RuledReader(RowReader reader, RequestTrace trace) implements RowReader {

    @Override
    public void columns(List<ToldColumn> columns) {
        reader.columns(columns);
    }

    @Override
    public void row(ByteBuf row) {
        trace.pass(Moment.RULED);
        reader.row(row);
    }
}
