package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.database.connection.DatabaseUnreachableException;
import dev.verge.database.statement.BoundStatement;
import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import dev.verge.testing.StoppableDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOutageTest {

    @Test
    void comesBackWithTheDatabase(@TempDir Path directory) throws Exception {
        try (var server = new StoppableDatabase(directory);
                var fixture = new DatabaseFixture(server.settings())) {
            BoundStatement statement = fixture.bind("select 1 as one");
            assertThat(fixture.read(statement).rows()).isEqualTo(1);
            server.stop();
            var failure = catchThrowable(() -> fixture.read(statement)).getCause();
            assertThat(((ProblemException) failure).problem().type()).isEqualTo(ProblemType.UNAVAILABLE);
            assertThat(((ProblemException) failure).problem().headers()).containsKey("Retry-After");
            assertThatThrownBy(() -> fixture.await(fixture.database()::ping))
                    .cause()
                    .isInstanceOf(DatabaseUnreachableException.class)
                    .hasMessage("the connection is refused");
            server.start();
            assertThat(fixture.read(statement).rows()).isEqualTo(1);
        }
    }
}
