package dev.verge.observation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.verge.observation.Observation.DatabaseConnections;
import dev.verge.observation.Observation.DatabaseReachable;
import dev.verge.observation.Observation.DatabaseUnreachable;
import dev.verge.observation.Observation.RequestFailed;
import dev.verge.observation.Observation.RequestServed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogObserverTest {
    private final Logger log = (Logger) LoggerFactory.getLogger("dev.verge");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong seconds = new AtomicLong();
    private final LogObserver observer =
            new LogObserver(false, () -> Duration.ofSeconds(seconds.get()).toNanos());

    @BeforeEach
    void listen() {
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    @Test
    void saysOnceThatRequestsFindNoConnectionAndOnceThatTheyDoAgain() {
        for (int i = 0; i < 1_000; i++) {
            observer.accept(failed(503));
            observer.accept(served(503, "unavailable"));
            observer.accept(served(200, null));
        }
        seconds.set(30);
        observer.accept(failed(503));
        seconds.set(39);
        observer.accept(served(200, null));
        seconds.set(40);
        observer.accept(served(404, "no-such-route"));
        observer.accept(served(200, null));
        observer.accept(served(200, null));
        observer.accept(failed(503));
        assertThat(lines())
                .containsExactly(
                        "WARN requests are answered 503, getDocument first: too many requests wait",
                        "WARN requests are answered again: 1001 had a 503 in 30 s",
                        "WARN requests are answered 503, getDocument first: too many requests wait");
    }

    @Test
    void saysEachOtherFailureWithItsCause() {
        observer.accept(failed(500));
        observer.accept(failed(500));
        assertThat(lines()).containsOnly("ERROR getDocument failed").hasSize(2);
        assertThat(lines.list.get(0).getThrowableProxy().getMessage()).isEqualTo("too many requests wait");
    }

    @Test
    void saysOnceForAllEventLoopsThatTheDatabaseIsGoneAndBack() {
        observer.accept(new DatabaseUnreachable("refused"));
        observer.accept(new DatabaseUnreachable("refused"));
        observer.accept(new DatabaseUnreachable("timeout"));
        observer.accept(new DatabaseReachable());
        observer.accept(new DatabaseReachable());
        assertThat(lines())
                .containsExactly("WARN database: refused", "WARN database: timeout", "INFO database: reachable");
    }

    @Test
    void saysHowManyNodesTheDatabaseHasConnectionsFor() {
        log.setLevel(Level.INFO);
        observer.accept(new DatabaseConnections("database", 1, 10, 100, 3));
        observer.accept(new DatabaseConnections("database", 9, 10, 100, 3));
        observer.accept(new DatabaseConnections("database", 10, 10, 100, 3));
        assertThat(lines())
                .containsExactly(
                        "INFO database: 10 connections of this node; max_connections 100 - 3 reserved: room for 9 nodes",
                        "INFO database: 10 connections of each of 9 nodes; max_connections 100 - 3 reserved: room for 9 nodes",
                        "WARN database: 10 connections of each of 10 nodes; max_connections 100 - 3 reserved: room for 9 nodes,"
                                + " too few (database.connections, database.nodes)");
    }

    private List<String> lines() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    private static RequestFailed failed(int status) {
        return new RequestFailed(
                RequestTrace.untraced("r1"),
                "getDocument",
                status,
                new IllegalStateException("too many requests wait"));
    }

    private static RequestServed served(int status, String problem) {
        return new RequestServed(RequestTrace.untraced("r1"), "GET", "getDocument", status, problem, Duration.ZERO);
    }
}
