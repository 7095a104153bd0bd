package dev.verge.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTypesTest {
    private static final int BIGINT = 20;
    private static final int UNSIGNED = (int) 4_000_000_000L;

    /** What the server says, however it comes in pieces. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void tellsTheClientOfTextAndKeepsWhatItWasTold(int piece) {
        var types = new TextTypes();
        var channel = new EmbeddedChannel(types);
        ByteBuf server = Unpooled.buffer();
        server.writeBytes(message('1', Unpooled.buffer()));
        server.writeBytes(
                message('t', Unpooled.buffer().writeShort(2).writeInt(BIGINT).writeInt(UNSIGNED)));
        server.writeBytes(columns("id", BIGINT, "größe", UNSIGNED));
        server.writeBytes(message('D', Unpooled.buffer().writeShort(0)));
        ByteBuf client = Unpooled.buffer();
        while (server.isReadable()) {
            channel.writeInbound(server.readBytes(Math.min(piece, server.readableBytes())));
            for (ByteBuf out = channel.readInbound(); out != null; out = channel.readInbound()) {
                client.writeBytes(out);
                out.release();
            }
        }
        ByteBuf expected = Unpooled.buffer();
        expected.writeBytes(message('1', Unpooled.buffer()));
        expected.writeBytes(
                message('t', Unpooled.buffer().writeShort(2).writeInt(705).writeInt(705)));
        expected.writeBytes(columns("20 id", 3614, "4000000000 größe", 3614));
        expected.writeBytes(message('D', Unpooled.buffer().writeShort(0)));
        assertThat(ByteBufUtil.hexDump(client)).isEqualTo(ByteBufUtil.hexDump(expected));
        assertThat(types.parameters()).containsExactly(BIGINT, UNSIGNED);
        assertThat(types.columns())
                .containsExactly(new ToldColumn("id", BIGINT, 77, 1), new ToldColumn("größe", UNSIGNED, 77, 1));
        assertThat(channel.finish()).isFalse();
    }

    private static ByteBuf columns(String first, int firstType, String second, int secondType) {
        ByteBuf content = Unpooled.buffer().writeShort(2);
        column(content, first, firstType);
        column(content, second, secondType);
        return message('T', content);
    }

    private static void column(ByteBuf content, String name, int type) {
        content.writeBytes(name.getBytes(StandardCharsets.UTF_8)).writeByte(0);
        content.writeInt(77)
                .writeShort(1)
                .writeInt(type)
                .writeShort(-1)
                .writeInt(-2)
                .writeShort(0);
    }

    private static ByteBuf message(char type, ByteBuf content) {
        return Unpooled.buffer()
                .writeByte(type)
                .writeInt(4 + content.readableBytes())
                .writeBytes(content);
    }
}
