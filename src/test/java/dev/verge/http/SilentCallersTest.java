package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever connects and sends nothing takes no place of those who ask, and is heard once he does send something. */
class SilentCallersTest {
    private static final int MOST = 3;

    private final List<RawClient> callers = new ArrayList<>();
    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(
                MOST, new FakeEndpoint("GET", "/now", (head, body) -> Future.succeededFuture(FakeEndpoint.json("1"))));
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient caller : callers) {
            caller.close();
        }
        server.close();
    }

    private RawClient connect() {
        var caller = server.connect();
        callers.add(caller);
        return caller;
    }

    @Test
    void theyTakeNobodysPlace() throws IOException {
        for (int i = 0; i < MOST; i++) {
            assertThat(connect().get("GET /now").status()).isEqualTo(200);
        }
        for (int i = 0; i < 10 * MOST; i++) {
            connect();
        }
        for (RawClient caller : callers.subList(0, MOST)) {
            assertThat(caller.get("GET /now").status()).isEqualTo(200);
        }
    }

    @Test
    void theOldestMakesRoomAndTheOthersAreHeard() throws IOException {
        for (int i = 0; i < MOST + 2; i++) {
            connect();
        }
        assertThat(callers.get(0).closed()).isTrue();
        assertThat(callers.get(1).closed()).isTrue();
        for (RawClient caller : callers.subList(2, callers.size())) {
            assertThat(caller.get("GET /now").status()).isEqualTo(200);
        }
    }

    @Test
    void theyGoWithThePort() throws Exception {
        var silent = connect();
        assertThat(connect().get("GET /now").status()).isEqualTo(200);
        RunningServer.await(server.drain(Duration.ZERO, Duration.ofSeconds(5)));
        assertThat(silent.closed()).isTrue();
    }
}
