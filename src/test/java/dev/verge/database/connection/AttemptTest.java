package dev.verge.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseSettings;
import dev.verge.testing.DatabaseVariant;
import dev.verge.testing.Eventually;
import dev.verge.testing.Futures;
import dev.verge.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attempts at a server that takes the connection, says nothing, and never closes it. */
class AttemptTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    @Test
    void anAttemptThatIsGivenUpLeavesNoConnection() throws IOException {
        Connector connector = connector(Duration.ofMillis(300));
        var failed = onLoop(connector::connect);
        try (Socket taken = silent.accept()) {
            assertThat(isAborted(taken)).isTrue();
        }
        assertThat(Futures.failure(failed)).isInstanceOf(DatabaseUnreachableException.class);
        var done = Futures.result(vertx.close());
    }

    @Test
    void aNodeThatStopsWaitsForNoAttempt() throws IOException {
        Connector connector = connector(Duration.ofMinutes(2));
        var failed = onLoop(connector::connect);
        try (Socket taken = silent.accept()) {
            Eventually.holds(() -> assertThat(available(taken)).isPositive());
            var closed = Futures.result(onLoop(() -> {
                connector.abandon();
                return Future.succeededFuture();
            }));
            assertThat(Futures.failure(failed)).isInstanceOf(DatabaseUnreachableException.class);
            var stopped = Futures.result(vertx.close());
            assertThat(isAborted(taken)).isTrue();
        }
    }

    private Connector connector(Duration patience) {
        DatabaseSettings at = DatabaseVariant.at(TestDatabase.create(), "127.0.0.1", silent.getLocalPort());
        return Futures.result(
                onLoop(() -> Future.succeededFuture(new Connector(vertx, DatabaseVariant.with(at, patience)))));
    }

    private static int available(Socket socket) {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A half-closed connection would take what is said on it: only one that is closed answers it with a reset. */
    private static boolean isAborted(Socket taken) throws IOException {
        taken.setSoTimeout(20_000);
        try {
            while (taken.getInputStream().read() >= 0) {
                // What it says before it goes.
            }
            for (int i = 0; i < 200; i++) {
                taken.getOutputStream().write(0);
                Thread.sleep(10);
            }
            return false;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(done));
        return done.future();
    }
}
