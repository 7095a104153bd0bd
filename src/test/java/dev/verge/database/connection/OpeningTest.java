package dev.verge.database.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verge.config.DatabaseServers.Target;
import dev.verge.config.DatabaseSettings;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.SilentLine;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts to connect that hear nothing, or are at the wrong server. */
class OpeningTest {
    private static final Future<Void> NEVER = Future.future(open -> {});

    private final DatabaseSettings database = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        await(vertx::close);
    }

    /** When an attempt fails everybody who waits is sent away: here the first one never does before the second is there. */
    @Test
    void aSecondAttemptGoesThroughWhileTheFirstOneHangs() throws IOException {
        try (var line = new SilentLine(database, 1)) {
            Lane lane = open(DatabaseVariant.with(line.settings(), Duration.ofSeconds(8)));
            LaneConnection given = await(() -> lane.run(NEVER, Future::succeededFuture));
            assertThat(given.wire().isOpen()).isTrue();
            await(lane::close);
        }
    }

    @Test
    void theSecondAttemptBeginsAtAnotherServer() throws IOException {
        try (var line = new SilentLine(database, Integer.MAX_VALUE)) {
            var both = DatabaseVariant.with(database, Target.READ_WRITE, line.settings(), database);
            Lane lane = open(DatabaseVariant.with(both, Duration.ofSeconds(8)));
            LaneConnection given = await(() -> lane.run(NEVER, Future::succeededFuture));
            assertThat(given.wire().isOpen()).isTrue();
            await(lane::close);
        }
    }

    @Test
    void thereAreNeverMoreThanTwo() throws IOException {
        try (var line = new SilentLine(database, 12)) {
            Lane lane = open(DatabaseVariant.with(line.settings(), Duration.ofMillis(400)));
            Eventually.holds(() -> assertThat(line.attempts()).isGreaterThan(12));
            assertThat(line.mostAtATime()).isEqualTo(2);
            await(lane::close);
        }
    }

    @Test
    void whatIsWrongWithEachServerIsSaid() throws IOException {
        int port = database.servers().hosts().get(0).port();
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int dead = closed.getLocalPort();
            closed.close();
            var both = DatabaseVariant.with(
                    database, Target.STANDBY, database, DatabaseVariant.at(database, "127.0.0.1", dead));
            Throwable failure = catchThrowable(() -> await(() -> new Connector(vertx, both).connect()));
            assertThat(failure)
                    .cause()
                    .isInstanceOf(DatabaseUnreachableException.class)
                    .hasMessage("127.0.0.1:" + port + ": is no standby (target_session_attrs=standby); 127.0.0.1:"
                            + dead + ": the connection is refused");
        }
    }

    @Test
    void whateverAnswersIsBetterThanNoStandby() {
        var any = DatabaseVariant.with(database, Target.PREFER_STANDBY, database);
        assertThat(await(() -> new Connector(vertx, any).connect()).target()).isEqualTo(Target.ANY);
    }

    /** One connection. */
    private Lane open(DatabaseSettings settings) {
        var form = new LaneForm(1, 1, 1, 10, null, Duration.ofMinutes(30));
        return await(() -> {
            var lane = new Lane(vertx, new Connector(vertx, settings), form, () -> false, told -> {});
            lane.open(List.of()).onFailure(told -> {});
            return Future.succeededFuture(lane);
        });
    }

    private <T> T await(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(promise));
        return promise.future()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
