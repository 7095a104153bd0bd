package dev.verge.database.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueEncoderTest {
    private static final PostgresType JSONB = PostgresType.of("jsonb", TypeKind.JSONB);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ARRAY")
    void refusesNulForEveryType(TypeKind kind) {
        PostgresType type = PostgresType.of("any", kind);
        for (String text : new String[] {"\0", "a\0b", "2026-01-01\0"}) {
            assertThatThrownBy(() -> type.encode(text)).isInstanceOf(ValueException.class);
            assertThatThrownBy(() -> PostgresType.arrayOf(type).encode(new JsonArray().add(text)))
                    .isInstanceOf(ValueException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "x\uD800", "\uDC00\uD800", "\uDC00"})
    void saysWhereInADocumentTextCannotBeStored(String text) {
        var nested = new JsonObject()
                .put("a/b", new JsonArray().add("fine \uD83D\uDE00").add(text));
        assertPointer(JSONB, nested, "/a~1b/1");
        assertPointer(JSONB, new JsonObject().put("a", new JsonObject().put(text, 1)), "/a/" + text);
        assertPointer(JSONB, text, "");
        assertPointer(PostgresType.arrayOf(JSONB), new JsonArray().addNull().add(nested), "/1/a~1b/1");
        assertPointer(
                PostgresType.arrayOf(PostgresType.of("text", TypeKind.TEXT)),
                new JsonArray().add("a").add(text),
                "/1");
    }

    @Test
    void keepsPairsOfSurrogates() {
        assertThat(JSONB.encode(new JsonArray().add("\uD83D\uDE00"))).isEqualTo("[\"\uD83D\uDE00\"]");
    }

    private static void assertPointer(PostgresType type, Object value, String pointer) {
        assertThatThrownBy(() -> type.encode(value))
                .isInstanceOfSatisfying(ValueException.class, refusal -> assertThat(refusal.pointer())
                        .isEqualTo(pointer));
    }
}
