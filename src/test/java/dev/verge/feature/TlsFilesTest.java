package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verge.TestServer;
import dev.verge.source.MistakesException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    @Test
    void refusesFilesThatAreNotThereOrNotPem(@TempDir Path directory) throws Exception {
        var garbage =
                Files.writeString(directory.resolve("garbage.pem"), "garbage").toString();
        assertRefused(directory.resolve("missing.pem").toString(), garbage, "http.certificate");
        assertRefused(garbage, directory.resolve("missing.pem").toString(), "http.key");
        assertRefused(garbage, garbage, "http.certificate");
    }

    private static void assertRefused(String certificate, String key, String setting) {
        assertThatExceptionOfType(MistakesException.class)
                .isThrownBy(() -> TestServer.start(
                                Path.of("src/test/resources/handler/conf"),
                                Map.of("http.certificate", certificate, "http.key", key))
                        .close())
                .satisfies(refused -> assertThat(refused.mistakes())
                        .anySatisfy(mistake -> assertThat(mistake.message()).startsWith(setting)));
    }
}
