package dev.verge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.contract.openapi.ContractReader;
import dev.verge.source.Mistake;
import dev.verge.source.Mistakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractMistakesTest {
    @TempDir
    Path conf;

    static Stream<MistakeCase> cases() throws IOException {
        return MistakeCase.all().stream();
    }

    @Test
    void goodContractHasNone() throws IOException {
        assertThat(mistakes(MistakeCase.good())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhereAndWhatIsWrong(MistakeCase mistake) throws IOException {
        assertThat(mistakes(mistake.contract())).containsExactlyElementsOf(mistake.expected());
    }

    @Test
    void reportsAllMistakesTogether() throws IOException {
        String contract = MistakeCase.good()
                .replace("version: 1.0.0", "version: 1")
                .replace("deadline: 500ms", "dedline: 500ms")
                .replace("operationId: getStatus", "operationId: getThing")
                .replace("[admin]", "[7]")
                .replace("/status:", "status:")
                .replace("'204': {description: Done}", "'404': {description: None}")
                .replace("parameters/Id'", "parameters/Di'");
        assertThat(mistakes(contract))
                .extracting(text -> text.substring(0, text.indexOf(": ")))
                .containsExactly(
                        "openapi.yaml:2 #/info/version",
                        "openapi.yaml:9 #/paths/~1things~1{id}/parameters/0/$ref",
                        "openapi.yaml:18 #/paths/~1things~1{id}/get/x-verge/dedline",
                        "openapi.yaml:21 #/paths/~1things~1{id}/put/security/0/token/0",
                        "openapi.yaml:26 #/paths/~1things~1{id}/put/responses",
                        "openapi.yaml:30 #/paths/status",
                        "openapi.yaml:32 #/paths/status/get/operationId");
    }

    @Test
    void reportsMissingFile() {
        var mistakes = new Mistakes();
        ContractReader.read(conf, "openapi.yaml", mistakes);
        assertThat(mistakes.list()).singleElement().asString().endsWith("openapi.yaml: the file does not exist");
    }

    @Test
    void refusesFileBehindLinkOutOfTheDirectory(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.yaml"), "Id: {}");
        Files.createSymbolicLink(conf.resolve("link.yaml"), secret);
        String contract = MistakeCase.good().replace("'#/components/parameters/Id'", "'link.yaml#/Id'");
        assertThat(mistakes(contract))
                .contains("openapi.yaml:9 #/paths/~1things~1{id}/parameters/0/$ref: $ref: link.yaml#/Id"
                        + " (expected: a file inside the conf directory; a symbolic link leads out of it)");
    }

    private List<String> mistakes(String contract) throws IOException {
        Files.writeString(conf.resolve("openapi.yaml"), contract);
        var mistakes = new Mistakes();
        ContractReader.read(conf, "openapi.yaml", mistakes);
        return mistakes.list().stream()
                .map(Mistake::toString)
                .map(text -> text.replace(conf + "/", ""))
                .toList();
    }
}
