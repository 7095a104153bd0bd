package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestCommand;
import dev.verge.TestServer;
import dev.verge.config.DatabaseSettings;
import dev.verge.testing.Folders;
import dev.verge.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says about a good conf folder with mistakes made in it, over a real database. */
class MistakesTest {
    private static final Path FOLDER = Path.of("src/test/resources/mistakes");
    private static DatabaseSettings database;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(TestServer.sql(FOLDER.resolve("conf")));
    }

    @Test
    void goodFolderHasNone() throws IOException {
        assertThat(check(folder("good"), 0)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeIsNamedOnceWithItsPlace() throws IOException {
        return Arrays.stream(Files.readString(FOLDER.resolve("cases.txt")).split("(?m)^=== "))
                .filter(block -> !block.isBlank())
                .map(block -> DynamicTest.dynamicTest(
                        block.lines().findFirst().orElse(""), () -> check(block.split("(?m)^--- "))));
    }

    private static void check(String[] steps) throws IOException {
        Path conf = folder(steps[0].strip().replaceAll("[^A-Za-z0-9]", "-"));
        List<String> expected = List.of();
        for (int i = 1; i < steps.length; i++) {
            String head = steps[i].substring(0, steps[i].indexOf('\n'));
            String text = steps[i].substring(head.length() + 1);
            String[] words = head.split(" ");
            switch (words[0]) {
                case "in" ->
                    Folders.replace(
                            conf.resolve(words[1]),
                            text.stripTrailing(),
                            steps[i + 1].substring("write\n".length()).stripTrailing());
                case "file" -> Files.writeString(conf.resolve(words[1]), text);
                case "delete" -> Files.delete(conf.resolve(words[1]));
                case "expect" -> expected = text.lines().toList();
                default -> assertThat(words[0]).isEqualTo("write");
            }
        }
        assertThat(check(conf, 1)).containsExactlyElementsOf(expected);
    }

    private static List<String> check(Path conf, int status) {
        TestCommand.Result result = TestCommand.run("check", "--json", "--conf", conf.toString());
        assertThat(result.status()).as(result.output()).isEqualTo(status);
        var mistakes = new ArrayList<String>();
        for (Object each : new JsonObject(result.output()).getJsonArray("mistakes")) {
            JsonObject mistake = (JsonObject) each;
            int line = mistake.getInteger("line");
            String pointer = mistake.getString("pointer");
            mistakes.add((mistake.getString("file") + (line > 0 ? ":" + line : "")
                            + (pointer.isEmpty() ? "" : " #" + pointer) + ": " + mistake.getString("message"))
                    .replace(conf + "/", "")
                    .replace(conf.toString(), "conf"));
        }
        return mistakes;
    }

    private static Path folder(String name) throws IOException {
        return Folders.copy(FOLDER.resolve("conf"), Files.createTempDirectory(directory, name), text -> text.replace(
                        "postgresql://127.0.0.1:5432/database", database.url())
                .replace("user: postgres", "user: " + database.user())
                .replace("password: postgres", "password: " + database.password()));
    }
}
