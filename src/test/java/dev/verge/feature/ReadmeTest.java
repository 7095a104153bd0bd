package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verge.TestCommand;
import dev.verge.TestProcess;
import dev.verge.testing.Eventually;
import dev.verge.testing.Folders;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the dev mode answers, its new endpoint included. */
class ReadmeTest {
    private static final Readme README = new Readme();
    private static final String EXAMPLE = "## Add an endpoint in two files";

    /** The Java machine reports the signal. */
    private static final int TERMINATED = 143;

    @TempDir
    private static Path directory;

    private static Path conf;
    private static TestProcess dev;

    /** By the port that the README names, the one that is open. */
    private static Map<String, String> ports;

    @BeforeAll
    static void start() throws IOException {
        conf = Folders.copy(Sample.CONF, directory.resolve("conf"));
        dev = TestProcess.start(
                Map.of(), "dev", "--conf=" + conf, "--port=0", "--management-port=0", "--issuer-port=0");
        dev.awaitOutput("  gus ");
        ports = Map.of("8080", port("API"), "8081", port("probes"), "8082", port("issuer"));
        addEndpoint();
    }

    /** The database too. */
    @AfterAll
    static void stopsEverything() {
        List<String> open = List.of(port("API"), port("probes"), port("issuer"), port("PostgreSQL"));
        dev.terminate();
        assertThat(dev.exitStatus()).as(dev.output()).isEqualTo(TERMINATED);
        assertThat(open)
                .allSatisfy(port -> assertThatThrownBy(() -> new Socket("127.0.0.1", Integer.parseInt(port)).close())
                        .isInstanceOf(ConnectException.class));
    }

    private static String port(String name) {
        Matcher line = Pattern.compile("(?m)^ +" + name + " +\\w+://127\\.0\\.0\\.1:(\\d+)")
                .matcher(dev.output());
        assertThat(line.find()).as(dev.output()).isTrue();
        return line.group(1);
    }

    private static String located(String url) {
        for (var port : ports.entrySet()) {
            url = url.replace("127.0.0.1:" + port.getKey(), "127.0.0.1:" + port.getValue());
        }
        return url;
    }

    private static HttpResponse<String> run(String command) throws IOException, InterruptedException {
        return Curl.run(command, ReadmeTest::located);
    }

    /** As the README says it, and in its order: first the statement, then the contract. */
    private static void addEndpoint() throws IOException {
        Files.writeString(
                conf.resolve("sql/listGrants.sql"),
                README.blockBelow(EXAMPLE, "sql").content());
        Folders.replace(
                conf.resolve("openapi.yaml"),
                "\npaths:\n",
                "\npaths:\n" + README.blockBelow(EXAMPLE, "yaml").content() + "\n");
        dev.awaitOutput("contract: 12 operations");
    }

    @TestFactory
    Stream<DynamicTest> everyCommandAnswersWhatIsShown() {
        List<Readme.Block> blocks = README.blocks();
        var tests = new ArrayList<DynamicTest>();
        for (int i = 0; i + 1 < blocks.size(); i++) {
            String command = blocks.get(i).content();
            if (Curl.isCommand(command)) {
                Readme.Block shown = blocks.get(i + 1);
                tests.add(DynamicTest.dynamicTest(command.replaceFirst(".* ", ""), () -> {
                    assertThat(shown.language()).isEqualTo("json");
                    assertThat(masked(run(command).body())).isEqualTo(masked(shown.content()));
                }));
            }
        }
        assertThat(tests).hasSize(4);
        return tests.stream();
    }

    /** Each request has an id of its own. */
    private static String masked(String answer) {
        return answer.replaceAll("\"requestId\":\"[0-9a-f]{32}\"", "\"requestId\":\"...\"");
    }

    @TestFactory
    Stream<DynamicTest> everyCommandInASentenceAnswersWhatTheSentenceSays() {
        var tests = Pattern.compile("`(curl -s [^`]+)` needs no token and answers `([^`]+)`")
                .matcher(README.text())
                .results()
                .map(match -> DynamicTest.dynamicTest(
                        match.group(1),
                        () -> assertThat(run(match.group(1)).body()).isEqualTo(match.group(2))))
                .toList();
        assertThat(tests).hasSize(1);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyPrintedCommandAnswersWhatTheTableOfCallersSays() {
        return README.rows("| Caller ").stream()
                .map(row -> DynamicTest.dynamicTest(row.get(0), () -> {
                    Matcher printed = Pattern.compile("(?m)^  " + row.get(0) + " +(curl .*)$")
                            .matcher(dev.output());
                    assertThat(printed.find()).isTrue();
                    Matcher said = Pattern.compile("`[A-Z]+ (/[^`]*)` (\\d{3})").matcher(row.get(3));
                    assertThat(said.find()).isTrue();
                    assertThat(printed.group(1)).contains(said.group(1));
                    assertThat(run(printed.group(1)).statusCode()).isEqualTo(Integer.parseInt(said.group(2)));
                    Matcher again = Pattern.compile("again: (\\d{3})").matcher(row.get(3));
                    if (again.find()) {
                        assertThat(run(printed.group(1)).statusCode()).isEqualTo(Integer.parseInt(again.group(1)));
                    }
                }));
    }

    @Test
    void theNewEndpointIsWhatItsSectionSays() throws Exception {
        String command = README.blockBelow(EXAMPLE + "\n", "").content();
        assertThat(run(command.replace("/1/", "/one/")).statusCode()).isEqualTo(400);
        assertThat(run(command.replace("/otto", "/rita")).statusCode()).isEqualTo(403);
        assertThat(run(command.replace("/otto", "/gus")).statusCode()).isEqualTo(403);

        Path statement = conf.resolve("sql/listGrants.sql");
        Folders.replace(statement, "u.name", "u.name as nam");
        dev.awaitOutput("listGrants");
        Eventually.holds(() -> assertThat(dev.output())
                .containsPattern("conf refused, the last good one serves on:\\s+\\S*listGrants\\.sql.*name"));
        assertThat(run(command).statusCode()).isEqualTo(200);
        Folders.replace(statement, "u.name as nam", "u.name");
    }

    @Test
    void sampleDataIsServedAsSoonAsItIsSaved() throws Exception {
        String command = README.blockBelow("Rita's, in another terminal", "").content();
        Folders.replace(
                conf.resolve("dev/02-sample-data.sql"),
                "The next release brings searching",
                "Every release brings searching");
        Eventually.holds(() -> assertThat(run(command).body()).contains("Every release brings searching"));
        Folders.replace(
                conf.resolve("dev/02-sample-data.sql"),
                "Every release brings searching",
                "The next release brings searching");
        Eventually.holds(() -> assertThat(run(command).body()).contains("The next release brings searching"));
    }

    @Test
    void checkAnswersWhatIsShown() {
        String url = "postgresql://127.0.0.1:" + TestProcess.freePort() + "/verge";
        Path copy = Folders.copy(
                Sample.CONF,
                directory.resolve("checked"),
                text -> text.replace("url: postgresql://127.0.0.1:5432/verge", "url: " + url));
        String shown = README.blocks().stream()
                .map(Readme.Block::content)
                .dropWhile(block -> !block.equals("java -jar target/verge.jar check --conf conf"))
                .skip(1)
                .findFirst()
                .orElseThrow();
        TestCommand.Result result = TestCommand.run("check", "--conf", copy.toString());
        assertThat(result.output().strip()).isEqualTo(shown.replace("postgresql://127.0.0.1:5432/verge", url));
        assertThat(result.status()).isZero();
    }
}
