package dev.verge.database;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands between a connection and its client, and tells the client that every parameter and column is text
 * (PostgreSQL documentation, "Message Formats": ParameterDescription and RowDescription).
 *
 * <p>So a parameter is always a String, which the client can encode whatever the type: a command that fails on the
 * client is never sent while those behind it are, and a rule must not be skipped like that. And values arrive exactly
 * as PostgreSQL writes them: no digit of a number is lost, types that the client has not heard of work too.
 *
 * <p>Keeps the types that the server has told, which the client's interface does not give.
 */
final class TextTypes extends ByteToMessageDecoder {
    private static final String CLIENT = "codec";
    private static final int HEADER = 5;
    /** {@code unknown}: the client sends its parameters as text. */
    private static final int TEXT_PARAMETER = 705;
    /** {@code tsvector}: the client asks for it as text and gives it as it is; {@code unknown} it takes apart. */
    private static final int TEXT_COLUMN = 3614;

    private static final byte SQL_STATE = 'C';

    private final Map<String, List<Column>> prepared = new HashMap<>();
    private List<Integer> parameters = List.of();
    private List<Column> columns = List.of();
    private String asked = "";

    /** A column's name and the object identifier of its type. */
    record Column(String name, int type) {}

    /** Installs itself on a connection that has just been opened. */
    static void install(SqlConnection connection) {
        channel(connection).pipeline().addBefore(CLIENT, TextTypes.class.getName(), new TextTypes());
    }

    static TextTypes of(SqlConnection connection) {
        return channel(connection).pipeline().get(TextTypes.class);
    }

    /**
     * Closes a connection at once. Closed through its handlers it would not be: the client's own says goodbye to the
     * server, leaves the end to it, and never completes.
     */
    static Future<Void> close(SqlConnection connection) {
        Promise<Void> closed = Promise.promise();
        Channel channel = channel(connection);
        channel.unsafe().close(channel.newPromise().addListener(ignored -> closed.complete()));
        return closed.future();
    }

    static boolean isOpen(SqlConnection connection) {
        return channel(connection).isActive();
    }

    private static Channel channel(SqlConnection connection) {
        var socket = (SocketConnectionBase)
                ((SqlConnectionInternal) connection).unwrap().unwrap();
        return socket.socket().channelHandlerContext().channel();
    }

    /** The types of the parameters of the statement that was described last. */
    List<Integer> parameters() {
        return parameters;
    }

    /** The types of the columns of the statement that was described last; empty when it returns no rows. */
    List<Column> columns() {
        return columns;
    }

    /** Says which statement is sent next: the server tells of its columns when the client has to prepare it. */
    void ask(String sql) {
        asked = sql;
    }

    /** The columns of a statement that has just run, also when the client had prepared it before. */
    List<Column> columnsOf(String sql) {
        return prepared.getOrDefault(sql, List.of());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int end = in.readerIndex();
        while (in.writerIndex() - end >= HEADER) {
            int length = 1 + in.getInt(end + 1);
            if (in.writerIndex() - end < length) {
                break;
            }
            rewrite(in, end);
            end += length;
        }
        if (end > in.readerIndex()) {
            out.add(in.readRetainedSlice(end - in.readerIndex()));
        }
    }

    private void rewrite(ByteBuf in, int start) {
        switch (in.getByte(start)) {
            case 't' -> rewriteParameters(in, start + HEADER);
            case 'T' -> rewriteColumns(in, start + HEADER);
            case 'n' -> tell(List.of());
            case 'E' -> rewriteError(in, start + HEADER);
            default -> {
                // Says nothing about types.
            }
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

    /**
     * The client leaves the running statement without an end when the server says 57P01 (terminated by an
     * administrator), so it is told 57P02, a crash. Fields: a letter, text and a zero each, then a zero.
     */
    private static void rewriteError(ByteBuf in, int start) {
        int at = start;
        while (in.getByte(at) != 0) {
            boolean terminated = in.getByte(at) == SQL_STATE
                    && in.toString(at + 1, 5, StandardCharsets.US_ASCII).equals("57P01");
            if (terminated) {
                in.setByte(at + 5, '2');
            }
            at = in.indexOf(at, in.writerIndex(), (byte) 0) + 1;
        }
    }

    /** Each column: name and a zero, table (4), number in it (2), type (4), size (2), modifier (4), format (2). */
    private void rewriteColumns(ByteBuf in, int start) {
        var told = new ArrayList<Column>();
        int count = in.getUnsignedShort(start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            int name = at;
            at = in.indexOf(at, in.writerIndex(), (byte) 0) + 1;
            told.add(new Column(in.toString(name, at - 1 - name, StandardCharsets.UTF_8), in.getInt(at + 6)));
            in.setInt(at + 6, TEXT_COLUMN);
            at += 18;
        }
        tell(told);
    }

    private void tell(List<Column> told) {
        columns = told;
        prepared.put(asked, told);
    }
}
