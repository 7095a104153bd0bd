package dev.verge.database.statement;

import dev.verge.database.json.RowWriter;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.ToldColumn;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;

/** Writes the rows of one run of a query as its answer while they arrive. */
public final class AnswerReader implements RowReader {
    private static final int NOTHING = -1;

    private final PreparedQuery query;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private boolean refused;
    private int rows;

    AnswerReader(PreparedQuery query) {
        this.query = query;
        this.refused = query.isGuarded();
    }

    @Override
    public void columns(List<ToldColumn> columns) {
        query.requireFit(columns);
    }

    @Override
    public void row(ByteBuf row) {
        row.skipBytes(Short.BYTES);
        if (query.isGuarded() && !isFound(row)) {
            return;
        }
        rows++;
        begin();
        RowWriter writer = query.writer();
        switch (query.form()) {
            case OBJECTS -> {
                body.writeByte(rows == 1 ? '[' : ',');
                writer.writeObject(row, body);
            }
            case VALUES -> {
                body.writeByte(rows == 1 ? '[' : ',');
                writer.writeValue(row, body);
            }
            case OBJECT -> {
                if (rows == 1) {
                    writer.writeObject(row, body);
                }
            }
            case NONE -> {
                // Counted.
            }
        }
    }

    /** Whether the query is guarded by a rule that did not say yes; without a word from the rule it did not. */
    public boolean isRefused() {
        return refused;
    }

    /** The answer, once the statement is done. */
    public QueryResult result() {
        if (query.form() == AnswerForm.OBJECTS || query.form() == AnswerForm.VALUES) {
            if (rows == 0) {
                begin();
                body.writeByte('[');
            }
            body.writeByte(']');
        }
        query.learnSize(body.readableBytes());
        return new QueryResult(rows, BufferInternal.buffer(body));
    }

    /** Not before anything is there: hundreds may be in flight. Not pooled: it lives until the caller has taken it. */
    private void begin() {
        if (body.capacity() == 0 && query.form() != AnswerForm.NONE) {
            body = Unpooled.buffer(query.expectedSize());
        }
    }

    /** The first two columns of a guarded query: the rule's verdict, and whether there is a row behind it. */
    private boolean isFound(ByteBuf row) {
        refused = !isTrue(row);
        return isTrue(row) && !refused;
    }

    private static boolean isTrue(ByteBuf row) {
        int length = row.readInt();
        return length != NOTHING && row.readByte() == 't';
    }
}
