package dev.verge.database.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.database.type.PostgresType;
import dev.verge.database.type.TypeKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayWriterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT | {} | []",
                "TEXT | {a,NULL,\"NULL\",null,\"\"} | [\"a\",null,\"NULL\",\"null\",\"\"]",
                "TEXT | {\"a,b\",\"{}\",\"q\\\"\\\\\"} | [\"a,b\",\"{}\",\"q\\\"\\\\\"]",
                "TEXT | {{{a}},{{b}}} | [[[\"a\"]],[[\"b\"]]]",
                "INTEGER | [2:3][0:0]={{1},{2}} | [[1],[2]]",
                "NUMERIC | {1.10,NaN,-Infinity} | [1.10,\"NaN\",\"-Infinity\"]",
                "BOOLEAN | {t,f,NULL} | [true,false,null]",
                "JSONB | {\"{\\\"a\\\": [1, 2]}\",\"null\",NULL} | [{\"a\": [1, 2]},null,null]",
                "BYTEA | {\"\\\\x00ff\"} | [\"AP8=\"]",
                "TIMESTAMPTZ | {\"2026-01-02 03:04:05+00\"} | [\"2026-01-02T03:04:05Z\"]"
            })
    void writesArrayLiteralsAsJson(TypeKind kind, String literal, String json) {
        ByteBuf in = Unpooled.copiedBuffer("x" + literal, StandardCharsets.UTF_8);
        ByteBuf out = Unpooled.buffer();
        ValueWriter.of(PostgresType.arrayOf(PostgresType.of("any", kind))).write(in, 1, literal.length(), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(json);
    }
}
