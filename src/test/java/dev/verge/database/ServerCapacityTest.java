package dev.verge.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseSettings;
import dev.verge.config.DatabaseTenancy;
import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.observation.Observation.DatabaseConnections;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections the server has to give. */
class ServerCapacityTest {
    private final Vertx vertx = Vertx.vertx();
    private final DatabaseSettings settings = TestDatabase.create();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void theServerTellsHowManyNodesThereIsRoomFor() {
        var shared = DatabaseVariant.with(settings, new DatabaseTenancy(Pooler.NONE, 3, "verge"));
        DatabaseConnections told = compare(shared).orElseThrow();
        assertThat(told.nodes()).isEqualTo(3);
        assertThat(told.connections()).isEqualTo(10);
        assertThat(TestDatabase.query(settings, "show max_connections")).containsExactly(told.maximum() + "");
        assertThat(TestDatabase.query(settings, "show superuser_reserved_connections"))
                .containsExactly(told.reserved() + "");
        assertThat(told.room()).isEqualTo((told.maximum() - told.reserved()) / 10);
        Eventually.holds(() -> assertThat(TestDatabase.query(
                        settings,
                        "select pid from pg_stat_activity where datname = current_database()"
                                + " and pid <> pg_backend_pid()"))
                .isEmpty());
    }

    @Test
    void behindAPoolerTheServerIsNotAsked() {
        assertThat(compare(DatabaseVariant.with(settings, Pooler.TRANSACTION))).isEmpty();
    }

    @Test
    void noNodeHasRoomWhereAllIsReserved() {
        assertThat(new DatabaseConnections("database", 1, 10, 3, 5).room()).isZero();
    }

    private Optional<DatabaseConnections> compare(DatabaseSettings asked) {
        Promise<Optional<DatabaseConnections>> promise = Promise.promise();
        vertx.runOnContext(
                start -> ServerCapacity.compare(vertx, asked, "database").onComplete(promise));
        Future<Optional<DatabaseConnections>> told = promise.future();
        return told.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
