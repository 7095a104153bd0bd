package dev.verge.database.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands between a connection and its client, and tells the client that every parameter and column is text
 * (PostgreSQL documentation, "Message Formats": ParameterDescription and RowDescription).
 *
 * <p>So a parameter is always a String, which the client can encode whatever the type: a command that fails on the
 * client is never sent while those behind it are, and a rule must not be skipped like that. And values arrive exactly
 * as PostgreSQL writes them: no digit of a number is lost, types that the client has not heard of work too.
 *
 * <p>What the server really said is kept until the next description, as the client's interface does not give it. With
 * the rows of a statement the client gives the names of their columns, so there each name carries its type
 * ({@link ToldColumn#signature}).
 */
final class TextTypes extends ByteToMessageDecoder {
    private static final int HEADER = 5;
    /** {@code unknown}: the client sends its parameters as text. */
    private static final int TEXT_PARAMETER = 705;
    /** {@code tsvector}: the client asks for it as text and gives it as it is; {@code unknown} it takes apart. */
    private static final int TEXT_COLUMN = 3614;

    private List<Integer> parameters = List.of();
    private List<ToldColumn> columns = List.of();

    /** The types of the parameters of the statement that was described last. */
    List<Integer> parameters() {
        return parameters;
    }

    /** The columns of the statement that was described last; empty when it returns no rows. */
    List<ToldColumn> columns() {
        return columns;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int end = in.readerIndex();
        while (in.writerIndex() - end >= HEADER) {
            int length = 1 + in.getInt(end + 1);
            if (in.writerIndex() - end < length) {
                break;
            }
            switch (in.getByte(end)) {
                case 't' -> rewriteParameters(in, end + HEADER);
                case 'T' -> {
                    pass(in, end, out);
                    in.skipBytes(length);
                    out.add(rewrittenColumns(in, end + HEADER, context));
                }
                case 'n' -> columns = List.of();
                default -> {
                    // Says nothing about types.
                }
            }
            end += length;
        }
        pass(in, end, out);
    }

    private static void pass(ByteBuf in, int end, List<Object> out) {
        if (end > in.readerIndex()) {
            out.add(in.readRetainedSlice(end - in.readerIndex()));
        }
    }

    private void rewriteParameters(ByteBuf in, int start) {
        var told = new ArrayList<Integer>();
        int count = in.getUnsignedShort(start);
        for (int i = 0; i < count; i++) {
            int at = start + 2 + 4 * i;
            told.add(in.getInt(at));
            in.setInt(at, TEXT_PARAMETER);
        }
        parameters = told;
    }

    /** Each column: name and a zero, table (4), number in it (2), type (4), size (2), modifier (4), format (2). */
    private ByteBuf rewrittenColumns(ByteBuf in, int start, ChannelHandlerContext context) {
        var told = new ArrayList<ToldColumn>();
        int count = in.getUnsignedShort(start);
        ByteBuf rewritten = context.alloc().buffer().writeByte('T').writeInt(0).writeShort(count);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            int name = at;
            at = in.indexOf(at, in.writerIndex(), (byte) 0) + 1;
            String text = in.toString(name, at - 1 - name, StandardCharsets.UTF_8);
            var column = new ToldColumn(text, in.getInt(at + 6), in.getInt(at), in.getShort(at + 4));
            told.add(column);
            rewritten.writeCharSequence(column.signature(), StandardCharsets.UTF_8);
            rewritten.writeByte(0).writeBytes(in, at, 6).writeInt(TEXT_COLUMN).writeBytes(in, at + 10, 8);
            at += 18;
        }
        columns = told;
        return rewritten.setInt(1, rewritten.readableBytes() - 1);
    }
}
