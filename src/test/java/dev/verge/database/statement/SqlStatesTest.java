package dev.verge.database.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.problem.ProblemType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStatesTest {
    private final SqlStates own = new SqlStates(
            Map.of(
                    "ZZ001", 409, "ZZ002", 404, "ZZ003", 418, "ZZ004", 503, "P0001", 422, "23505", 422, "23514", 400,
                    "40001", 409),
            Map.of());

    @ParameterizedTest
    @CsvSource({
        "23505, CONFLICT",
        "23503, CONFLICT",
        "23P01, CONFLICT",
        "23502, UNPROCESSABLE_CONTENT",
        "22P02, UNPROCESSABLE_CONTENT",
        "42602, UNPROCESSABLE_CONTENT",
        "44000, UNPROCESSABLE_CONTENT",
        "54000, UNPROCESSABLE_CONTENT",
        "42501, FORBIDDEN",
        "40001, UNAVAILABLE",
        "25006, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "08006, UNAVAILABLE",
        "53300, UNAVAILABLE",
        "57014, DEADLINE_EXCEEDED",
        "P0001, INTERNAL_ERROR",
        "XX000, INTERNAL_ERROR",
        "42P01, INTERNAL_ERROR",
        "'', INTERNAL_ERROR"
    })
    void knowsTheStatesThatPostgresSays(String sqlState, ProblemType type) {
        var problem = SqlStates.BUILT_IN.problem(sqlState);
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.status()).isEqualTo(type.status());
        assertThat(problem.headers().containsKey("Retry-After")).isEqualTo(type == ProblemType.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "ZZ001, CONFLICT, 409",
        "ZZ002, NOT_FOUND, 404",
        "ZZ003, UNPROCESSABLE_CONTENT, 418",
        "ZZ004, UNAVAILABLE, 503",
        "P0001, UNPROCESSABLE_CONTENT, 422",
        "23505, UNPROCESSABLE_CONTENT, 422",
        "23514, INVALID_REQUEST, 400",
        "PT401, UNAUTHENTICATED, 401",
        "PT402, UNPROCESSABLE_CONTENT, 402",
        "PT404, NOT_FOUND, 404",
        "PT503, UNAVAILABLE, 503",
        "PT200, INTERNAL_ERROR, 500",
        "40001, CONFLICT, 409",
        "23503, CONFLICT, 409"
    })
    void givesAnOperationTheLastWord(String sqlState, ProblemType type, int status) {
        assertThat(own.problem(sqlState).type()).isEqualTo(type);
        assertThat(own.problem(sqlState).status()).isEqualTo(status);
    }

    @Test
    void aCallerWhoIsNotSignedInIsToldHow() {
        assertThat(SqlStates.BUILT_IN.problem("PT401").headers()).containsEntry("WWW-Authenticate", "Bearer");
    }
}
