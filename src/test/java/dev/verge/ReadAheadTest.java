package dev.verge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.source.Mistakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
    private static final String NAMELESS = """
            openapi: 3.1.0
            info: {title: Test, version: '1'}
            paths: {/a: {get: {security: [], responses: {'200': {description: Good}}}}}
            """;

    private final Mistakes mistakes = new Mistakes();

    @TempDir
    private Path conf;

    @Test
    void tellsTheMistakesOfTheContractBesideThoseThatAreKnown() throws IOException {
        Files.writeString(conf.resolve("openapi.yaml"), NAMELESS);
        var contract = ReadAhead.begin(conf).contract(conf, "openapi.yaml", mistakes);
        assertThat(contract.operations()).isEmpty();
        assertThat(mistakes.list())
                .isNotEmpty()
                .allSatisfy(mistake -> assertThat(mistake.location().file()).endsWith("openapi.yaml"));
    }

    @Test
    void readsTheFileThatTheSettingsNameAndForgetsTheOther() throws IOException {
        Files.writeString(conf.resolve("openapi.yaml"), "nothing: [");
        Files.writeString(conf.resolve("other.yaml"), NAMELESS.replace("get: {", "get: {operationId: a, "));
        var contract = ReadAhead.begin(conf).contract(conf, "other.yaml", mistakes);
        assertThat(mistakes.list()).isEmpty();
        assertThat(contract.operations()).hasSize(1);
    }
}
