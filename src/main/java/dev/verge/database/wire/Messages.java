package dev.verge.database.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client says (PostgreSQL documentation, "Message Formats"). */
final class Messages {
    private static final int NULL = -1;
    private static final byte STATEMENT = 'S';
    private static final byte PORTAL = 'P';
    private static final String UNNAMED = "";

    private Messages() {}

    /** The types of parameters are left to the server. */
    static void parse(ByteBuf out, String statement, String sql) {
        int start = begin(out, 'P');
        text(out, statement);
        text(out, sql);
        out.writeShort(0);
        end(out, start);
    }

    static void describeStatement(ByteBuf out, String statement) {
        describe(out, STATEMENT, statement);
    }

    static void describePortal(ByteBuf out) {
        describe(out, PORTAL, UNNAMED);
    }

    /** Everything is text, in and out: no digit is lost, and there is no type that cannot be encoded. */
    static void bind(ByteBuf out, String statement, @Nullable String[] values) {
        int start = begin(out, 'B');
        text(out, UNNAMED);
        text(out, statement);
        out.writeShort(0).writeShort(values.length);
        for (String value : values) {
            if (value == null) {
                out.writeInt(NULL);
            } else {
                int length = out.writerIndex();
                out.writeInt(0);
                out.setInt(length, ByteBufUtil.writeUtf8(out, value));
            }
        }
        out.writeShort(0);
        end(out, start);
    }

    /** All rows. */
    static void execute(ByteBuf out) {
        int start = begin(out, 'E');
        text(out, UNNAMED);
        out.writeInt(0);
        end(out, start);
    }

    static void closeStatement(ByteBuf out, String statement) {
        int start = begin(out, 'C');
        out.writeByte(STATEMENT);
        text(out, statement);
        end(out, start);
    }

    static void sync(ByteBuf out) {
        end(out, begin(out, 'S'));
    }

    static ByteBuf terminate(ByteBuf out) {
        end(out, begin(out, 'X'));
        return out;
    }

    /** A text that ends with a zero. */
    static String readText(ByteBuf in, int end) {
        int zero = in.indexOf(in.readerIndex(), end, (byte) 0);
        if (zero < 0) {
            throw new IllegalStateException("a text without end from the server");
        }
        String text = in.readString(zero - in.readerIndex(), StandardCharsets.UTF_8);
        in.skipBytes(1);
        return text;
    }

    private static void describe(ByteBuf out, byte kind, String name) {
        int start = begin(out, 'D');
        out.writeByte(kind);
        text(out, name);
        end(out, start);
    }

    private static void text(ByteBuf out, String text) {
        ByteBufUtil.writeUtf8(out, text);
        out.writeByte(0);
    }

    private static int begin(ByteBuf out, char type) {
        out.writeByte(type);
        int start = out.writerIndex();
        out.writeInt(0);
        return start;
    }

    private static void end(ByteBuf out, int start) {
        out.setInt(start, out.writerIndex() - start);
    }
}
