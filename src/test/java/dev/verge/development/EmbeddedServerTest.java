package dev.verge.development;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
    @TempDir
    private Path temporary;

    /** A process that starts a server, says which process that is, and stays. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedServer server = EmbeddedServer.start();
            try (var connection = server.connect("postgres", "postgres", Map.of());
                    var rows = connection.createStatement().executeQuery("select pg_read_file('postmaster.pid')")) {
                rows.next();
                System.out.println(rows.getString(1).lines().findFirst().orElseThrow());
            }
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesNothingBehindWhenItsProcessIsKilled() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName())
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            long pid = Long.parseLong(owner.inputReader().readLine());
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
            assertThat(folders()).hasSize(1);
            owner.destroyForcibly();
            server.onExit().get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 300 && !folders().isEmpty(); i++) {
                Thread.sleep(100);
            }
            assertThat(folders()).isEmpty();
        } finally {
            owner.destroyForcibly();
        }
    }

    private List<String> folders() {
        return Arrays.stream(temporary.toFile().list())
                .filter(name -> name.startsWith("verge-postgres-"))
                .toList();
    }

    @Test
    void endsWhenItIsClosedAndIsTheSameInEveryLanguage() throws IOException, SQLException {
        EmbeddedServer server = EmbeddedServer.start();
        try (server;
                var connection = server.connect("postgres", "postgres", Map.of());
                var rows = connection.createStatement().executeQuery("select lower('ÄÖÜ'), 'a' < 'B'")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("äöü");
            assertThat(rows.getBoolean(2)).isFalse();
        }
        server.close();
        assertThatThrownBy(
                        () -> server.connect("postgres", "postgres", Map.of()).close())
                .isInstanceOf(SQLException.class);
    }
}
