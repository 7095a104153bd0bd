package dev.verge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceDocumentTest {
    private final Mistakes mistakes = new Mistakes();

    @Test
    void knowsTheLineOfEachValueInYamlAndInJson() {
        SourceDocument yaml = read("a.yaml", "a:\n  - b\n  - {c: 1}\n");
        SourceDocument json = read("a.json", "{\n\t\"a\": [\n\t\t\"b\",\n\t\t{\"c\": 1}\n\t]\n}\n");
        assertThat(yaml.root()).isEqualTo(json.root());
        assertThat(yaml.locate("/a/1/c").line()).isEqualTo(3);
        assertThat(json.locate("/a/1/c").line()).isEqualTo(4);
        assertThat(json.locate("/a/1/nothing")).isEqualTo(new Location("a.json", 4, "/a/1/nothing"));
        assertThat(mistakes.list()).isEmpty();
    }

    @Test
    void roundsNoNumber() {
        for (String name : List.of("a.yaml", "a.json")) {
            SourceDocument document = read(name, "{\"a\": 12345678901234567890, \"b\": 0.10, \"c\": 1e400, \"d\": -0}");
            assertThat(document.root().encode())
                    .isEqualTo("{\"a\":12345678901234567890,\"b\":0.10,\"c\":1E+400,\"d\":0}");
        }
    }

    @Test
    void readsWhatTheEscapesOfJsonMean() {
        assertThat(read("a.json", "{\"a\": \"\\/\\ud83d\\ude00\\t\"}").root().getString("a"))
                .isEqualTo("/\uD83D\uDE00\t");
    }

    @Test
    void readsAnAliasAsOftenAsItStandsThere() {
        var text = new StringBuilder("a: &a {b: 1}\n");
        for (int i = 0; i < 1_000; i++) {
            text.append("a").append(i).append(": *a\n");
        }
        assertThat(read("a.yaml", text.toString()).root()).hasSize(1_001);
    }

    @Test
    void mergesAliasesIntoAnObjectWhoseOwnMembersWin() {
        assertThat(read("a.yaml", "a: &a {b: 1, c: 2}\nd: &d {b: 3, e: 4}\nf: {<<: [*a, *d], c: 5}\n")
                        .root()
                        .getJsonObject("f")
                        .encode())
                .isEqualTo("{\"b\":1,\"c\":5,\"e\":4}");
    }

    @Test
    void refusesInJsonWhatOtherToolsDoNotRead() {
        assertThat(refused("a.json", "{\"a\": 1,\n}")).startsWith("a.json:2: is not JSON: ");
        assertThat(refused("a.json", "{\"a\": [1}")).startsWith("a.json:1: is not JSON: ");
        assertThat(refused("a.json", "{\n\"a\": {\n")).startsWith("a.json:3: is not JSON: Unexpected end-of-input");
        assertThat(refused("a.json", "a: 1")).startsWith("a.json:1: is not JSON: ");
        assertThat(refused("a.json", "{}\n{}")).isEqualTo("a.json:2: a second value begins here (expected: one)");
        assertThat(refused("a.json", "{\"a\": 1, \"a\": 2}")).isEqualTo("a.json:1 #/a: a: the key stands here twice");
        assertThat(refused("a.json", "[]")).startsWith("a.json:1: the document is not an object");
        assertThat(refused("a.json", " ")).isEqualTo("a.json: the file is empty");
    }

    @Test
    void refusesAliasesThatMultiplyOrNeverEnd() {
        assertThat(refused("a.yaml", "a: 1\nb: &b\n  c: *b\n"))
                .isEqualTo("a.yaml:2: is not YAML or JSON: nested deeper than 200 levels");
        assertThat(refused("a.yaml", "a: 1\nb: &b\n  <<: *b\n"))
                .startsWith("a.yaml:2: is not YAML or JSON: nested deeper");
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 8; i++) {
            String before = "*a" + (i - 1) + " ";
            bomb.append("a" + i + ": &a" + i + " [" + (before + ",").repeat(9) + before + "]\n");
        }
        assertThat(refused("a.yaml", bomb.toString()))
                .startsWith("a.yaml:1: is not YAML or JSON: aliases make it more");
        assertThat(refused("a.json", "[".repeat(201))).startsWith("a.json:1: is not JSON: ");
    }

    private SourceDocument read(String name, String text) {
        return SourceDocument.parse(text, name, mistakes).orElseThrow();
    }

    private static String refused(String name, String text) {
        var found = new Mistakes();
        SourceDocument.parse(text, name, found);
        assertThat(found.list()).hasSize(1);
        return found.list().get(0).toString();
    }
}
