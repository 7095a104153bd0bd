package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.database.statement.PreparedQuery;
import dev.verge.database.type.PostgresType;
import dev.verge.database.type.ValueException;
import dev.verge.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that is encoded reaches the server: the client never drops a command for it. */
class HostileValuesTest {
    private static final List<Object> VALUES = List.of(
            "",
            "a",
            "\0",
            "\uD800",
            "{",
            "}",
            "NULL",
            "now",
            "infinity",
            "-1",
            "P",
            "PT",
            "P1D",
            "2026-02-30",
            "\\x",
            "0000-01-01",
            "9999-12-31T23:59:60Z",
            "24:00:00",
            "AA==",
            "===",
            "2026-01-01T00:00:00+18:00",
            "[1,2)",
            "'",
            "\\",
            true,
            false,
            0,
            -1,
            65536,
            Long.MIN_VALUE,
            1.5,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Float.MAX_VALUE,
            new BigInteger("9".repeat(40)),
            new BigDecimal("1e2147483647"),
            new BigDecimal("1e-2147483647"),
            new BigDecimal("1e131071"),
            new BigDecimal("1e-16383"),
            new BigDecimal("1e-400"),
            new JsonObject(),
            new JsonObject().put("a", "\0").put("b", new JsonArray().addNull()),
            new JsonArray(),
            new JsonArray().addNull(),
            new JsonArray().add(1).add("a"),
            new JsonArray().add(new JsonArray().add(1)),
            new JsonArray().add("{\"\\,"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bigint", "int", "smallint", "numeric", "real", "float8", "boolean", "text", "varchar(3)", "\"char\"",
                        "uuid",
                "date", "time", "timetz", "timestamp", "timestamptz", "interval", "json", "jsonb", "bytea", "mood",
                        "inet",
                "int4range", "point", "xml", "money", "bit(3)", "oid", "tsvector", "int[]", "text[]", "numeric[]",
                        "mood[]",
                "jsonb[]", "uuid[]", "boolean[]", "bytea[]", "interval[]", "timestamptz[]", "inet[]"
            })
    void isRefusedOrReachesTheServer(String type) throws Exception {
        var settings = TestDatabase.create("CREATE TYPE mood AS ENUM ('sad', 'happy')");
        try (var fixture = new DatabaseFixture(settings)) {
            String sql = "select $1::" + type + " is null as value";
            PostgresType parameter = fixture.describe(sql).parameters().get(0);
            PreparedQuery query = fixture.prepare(sql);
            var wrong = new ArrayList<String>();
            for (Object value : VALUES) {
                if (!isRefusedOrReachesTheServer(fixture, query, parameter, value)) {
                    wrong.add(String.valueOf(value));
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static boolean isRefusedOrReachesTheServer(
            DatabaseFixture fixture, PreparedQuery query, PostgresType parameter, Object value) {
        try {
            var encoded = new ArrayList<String>();
            encoded.add(parameter.encode(value));
            return fixture.read(query.bind(encoded)).rows() == 1;
        } catch (ValueException e) {
            return true;
        } catch (CompletionException e) {
            return e.getCause() instanceof ValueRefusedException;
        }
    }
}
