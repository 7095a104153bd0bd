package dev.verge.development;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.source.MistakesException;
import dev.verge.testing.Futures;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path conf;

    @AfterEach
    void stop() {
        Futures.result(vertx.close());
    }

    @Test
    void appliesFilesInNameOrderAndKeepsLastGoodDatabaseOverBrokenFile() throws Exception {
        Path folder = Files.createDirectory(conf.resolve("dev"));
        Files.writeString(folder.resolve("2.sql"), "INSERT INTO t VALUES (7);\nINSERT INTO t VALUES (8);");
        Files.writeString(folder.resolve("1.sql"), "CREATE TABLE t (n int);");
        EmbeddedDatabase database = Futures.result(EmbeddedDatabase.start(vertx, conf));
        try {
            assertThat(sum(database)).isEqualTo(15);
            Files.writeString(folder.resolve("3.sql"), "SELECT 1;\nSELECT 2;\nSELECT missing FROM t;");
            Throwable failure = Futures.failure(database.reset());
            assertThat(failure).isInstanceOf(MistakesException.class).hasMessageContaining("3.sql:3: does not apply");
            assertThat(sum(database)).isEqualTo(15);
        } finally {
            Futures.result(database.stop());
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> sum(database)).isInstanceOf(SQLException.class);
    }

    private static int sum(EmbeddedDatabase database) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:" + database.url(), database.user(), "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT sum(n) FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
