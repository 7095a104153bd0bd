package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.TestClient.Answer;
import dev.verge.TestServer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operations of the sample do, as their descriptions say. */
class SampleTest {
    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = new Sample(Sample.CONF);
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @BeforeEach
    void reset() {
        sample.reset();
    }

    private static JsonArray list(String caller, String target) {
        Answer answer = sample.get(caller, target);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().toJsonArray();
    }

    private static List<Object> values(JsonArray rows, String property) {
        return rows.stream().map(row -> ((JsonObject) row).getValue(property)).toList();
    }

    private static JsonObject document(String title) {
        return new JsonObject().put("folder", "notes").put("title", title).put("content", "text");
    }

    private static Answer write(String caller, JsonObject document) {
        return sample.send(caller, "POST", "/documents", document.encode());
    }

    private static Future<Answer> change(String caller, int id, JsonObject document) {
        return sample.begin(caller, "PUT", "/documents/" + id, document.encode());
    }

    @ParameterizedTest
    @CsvSource({
        "otto, search, '2,1'",
        "rita, search, '1'",
        "ada, search, ''",
        "otto, searches, '2,1'",
        "otto, search -budget, '1'",
        "otto, \"search engine\", '2'",
        "otto, \"engine search\", ''",
        "otto, tuesday or roadmap, '3,1'",
        "otto, ROADMAP, '1'",
        "otto, '!!& ( \" \\ <-> :*', ''"
    })
    void findsOnlyWhatItsCallerMayRead(String caller, String words, String ids) {
        String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
        assertThat(values(list(caller, "/documents?q=" + query), "id"))
                .extracting(Object::toString)
                .containsExactly(ids.isEmpty() ? new String[0] : ids.split(","));
    }

    @Test
    void findsDocumentsThatHaveEveryTag() {
        assertThat(values(list("otto", "/documents?tag=plan"), "id")).containsExactly(2, 1);
        assertThat(values(list("otto", "/documents?tag=plan&tag=public"), "id")).containsExactly(1);
        assertThat(values(list("otto", "/documents?tag=plan&q=budget"), "id")).containsExactly(2);
        assertThat(list("otto", "/documents?tag=nothing")).isEmpty();
    }

    @Test
    void pagesThroughAllDocumentsOnceAlsoWhileOthersAreWritten() {
        IntStream.range(0, 6).forEach(i -> write("otto", document("Note " + i)));
        List<Object> ids = new ArrayList<>();
        JsonArray page = list("otto", "/documents?limit=4");
        while (page.size() == 4) {
            ids.addAll(values(page, "id"));
            write("otto", document("Behind " + ids.size()));
            page = list("otto", "/documents?limit=4&after=" + ids.get(ids.size() - 1));
        }
        ids.addAll(values(page, "id"));
        assertThat(ids).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void pagesThroughAllUsersInTheOrderOfTheirAddresses() {
        JsonArray first = list("ada", "/users?limit=3");
        assertThat(values(first, "email"))
                .containsExactly("ada@team.example", "otto@team.example", "rita@team.example");
        assertThat(values(list("ada", "/users?limit=3&after=rita@team.example"), "email"))
                .containsExactly("wanda@team.example");
        assertThat(list("ada", "/users?after=wanda@team.example")).isEmpty();
    }

    @Test
    void hasTwentyDocumentsOnAPageUnlessAskedForMore() {
        LongStream.range(0, 21).forEach(i -> write("rita", document("Note " + i)));
        assertThat(list("rita", "/documents")).hasSize(20);
        assertThat(list("rita", "/documents?limit=100")).hasSize(22);
        assertThat(sample.get("rita", "/documents?limit=101").problem()).isEqualTo("invalid-request");
    }

    @Test
    void storesWhatIsWrittenAndTheDefaultsOfWhatIsNot() {
        JsonObject plain = write("rita", document("Plain")).json();
        assertThat(plain.getJsonArray("tags")).isEmpty();
        assertThat(plain.getJsonObject("metadata")).isEmpty();
        assertThat(plain.getInteger("version")).isEqualTo(1);
        assertThat(plain.getString("access")).isEqualTo("owner");
        assertThat(plain.getString("author")).isEqualTo("Rita Reader");
        assertThat(sample.get("rita", "/documents/" + plain.getInteger("id")).json())
                .isEqualTo(plain);

        String exact = "{\"n\": 12345678901234567890.1200, \"list\": [null, {\"a\": \"\\u00e4\"}]}";
        String body = "{\"folder\":\"f\",\"title\":\"t\",\"content\":\"\",\"tags\":[\"b\",\"a\"],\"metadata\":" + exact;
        Answer answer = sample.send("rita", "POST", "/documents", body + "}");
        assertThat(answer.body().toString()).contains("\"tags\":[\"b\",\"a\"]", "12345678901234567890.1200");
    }

    @Test
    void keepsTitlesUniqueWithinAnAuthorsFolder() {
        assertThat(write("otto", document("Roadmap")).status()).isEqualTo(201);
        assertThat(write("otto", document("Roadmap")).problem()).isEqualTo("conflict");
        assertThat(write("rita", document("Roadmap")).status()).isEqualTo(201);
        JsonObject renamed = document("Roadmap").put("version", 1);
        assertThat(TestServer.await(change("otto", 2, renamed)).problem()).isEqualTo("conflict");
        assertThat(sample.get("otto", "/documents/2").json().getString("title")).isEqualTo("Budget");
    }

    @Test
    void changesADocumentOnlyFromItsCurrentVersion() {
        JsonObject before = sample.get("otto", "/documents/1").json();
        JsonObject changed = TestServer.await(
                        change("wanda", 1, document("Changed").put("version", 1)))
                .json();
        assertThat(changed.getInteger("version")).isEqualTo(2);
        assertThat(changed.getString("access")).isEqualTo("write");
        assertThat(changed.getString("author_id")).isEqualTo(Sample.OTTO);
        assertThat(changed.getJsonArray("tags")).isEmpty();
        assertThat(changed.getString("created_at")).isEqualTo(before.getString("created_at"));
        assertThat(changed.getString("updated_at")).isGreaterThan(before.getString("updated_at"));

        Answer late = TestServer.await(change("otto", 1, document("Late").put("version", 1)));
        assertThat(late.problem()).isEqualTo("conflict");
        assertThat(sample.get("otto", "/documents/1").json())
                .isEqualTo(changed.copy().put("access", "owner"));
    }

    @Test
    void letsOneOfManyWritersOfTheSameVersionWin() {
        List<Future<Answer>> answers = IntStream.range(0, 5)
                .mapToObj(i -> change("otto", 1, document("By " + i).put("version", 1)))
                .toList();
        assertThat(answers.stream().map(answer -> TestServer.await(answer).status()))
                .containsExactlyInAnyOrder(200, 409, 409, 409, 409);
        assertThat(sample.get("otto", "/documents/1").json().getInteger("version"))
                .isEqualTo(2);
    }

    @Test
    void grantsChangesAndRevokesRights() {
        String grant = "/documents/2/grants/" + Sample.RITA;
        assertThat(sample.get("rita", "/documents/2").status()).isEqualTo(404);
        JsonObject granted =
                sample.send("otto", "PUT", grant, "{\"access\": \"read\"}").json();
        assertThat(granted.getString("user_id")).isEqualTo(Sample.RITA);
        assertThat(sample.send("otto", "PUT", grant, "{\"access\": \"read\"}").json())
                .as("again")
                .isEqualTo(granted);
        assertThat(sample.get("rita", "/documents/2").json().getString("access"))
                .isEqualTo("read");

        JsonObject raised =
                sample.send("otto", "PUT", grant, "{\"access\": \"owner\"}").json();
        assertThat(raised.getString("granted_at")).isGreaterThan(granted.getString("granted_at"));
        assertThat(sample.send("rita", "DELETE", "/documents/2/grants/" + Sample.OTTO, null)
                        .status())
                .isEqualTo(204);
        assertThat(sample.get("otto", "/documents/2").status()).isEqualTo(404);

        assertThat(sample.send("rita", "DELETE", grant, null).status()).isEqualTo(204);
        assertThat(sample.send("ada", "DELETE", grant, null).status()).isEqualTo(204);
        assertThat(sample.get("rita", "/documents/2").status()).isEqualTo(404);
    }

    @Test
    void deletesADocumentWithItsGrants() {
        assertThat(sample.send("otto", "DELETE", "/documents/1", null).status()).isEqualTo(204);
        assertThat(sample.get("rita", "/documents/1").status()).isEqualTo(404);
        assertThat(list("rita", "/documents")).isEmpty();
        assertThat(sample.send("otto", "DELETE", "/documents/1", null).problem())
                .isEqualTo("forbidden");
    }

    @Test
    void tellsWhoSomebodyIs() {
        assertThat(sample.get("ada", "/me").json()).isEqualTo(new JsonObject("""
                        {"id": "a0000000-0000-4000-8000-000000000001", "email": "ada@team.example",
                         "name": "Ada Admin", "department": "Operations", "roles": ["admin", "member"],
                         "created_at": "2026-01-05T08:00:00Z"}"""));
        JsonObject rita = sample.get("ada", "/users/" + Sample.RITA).json();
        assertThat(rita.containsKey("department")).isTrue();
        assertThat(rita.getValue("department")).isNull();
        assertThat(rita.getInteger("documents")).isZero();
        assertThat(sample.get("ada", "/users/" + Sample.OTTO).json().getInteger("documents"))
                .isEqualTo(2);
    }

    @Test
    void namesEverythingThatIsWrongWithABody() {
        Answer answer = sample.send(
                "otto",
                "POST",
                "/documents",
                "{\"folder\": \" \", \"title\": 1, \"tags\": [\"a\", \"a\"], \"owner\": \"me\"}");
        assertThat(answer.problem()).isEqualTo("invalid-request");
        new SampleContract().check("POST", "/documents", answer);
        assertThat(values(answer.violations(), "pointer"))
                .containsExactlyInAnyOrder("/folder", "/title", "/content", "/tags", "/owner");
    }

    @Test
    void refusesWhatTheDatabaseChecks() {
        JsonObject large = new JsonObject().put("note", "x".repeat(8192));
        Answer answer = write("otto", document("Large").put("metadata", large));
        assertThat(answer.problem()).isEqualTo("unprocessable-content");
        new SampleContract().check("POST", "/documents", answer);
    }
}
