package dev.verge.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonMembersTest {
    @Test
    void everyCharacterIsReadAsItWasWritten() {
        var all = new StringBuilder("\"\\/");
        for (char c = 0; c < 0x300; c++) {
            all.append(c);
        }
        all.append("\u2028\uffff").appendCodePoint(0x1f600);
        var members = new JsonMembers();
        members.put(all.toString(), all.toString());
        members.end();
        String line = members.toString();
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(new JsonObject(line).getString(all.toString())).isEqualTo(all.toString());
    }

    @Test
    void membersFollowEachOther() {
        var members = new JsonMembers();
        members.put("none", (String) null);
        members.put("one", 1);
        members.begin("empty");
        members.end();
        members.begin("inner");
        members.put("yes", true);
        members.put("no", false);
        members.end();
        members.put("last", "x");
        members.end();
        assertThat(members.toString())
                .isEqualTo("{\"one\":1,\"empty\":{},\"inner\":{\"yes\":true,\"no\":false},\"last\":\"x\"}");
    }

    @Test
    void timesHaveMilliseconds() {
        assertThat(time("2026-11-29T18:20:00Z")).isEqualTo("{\"t\":\"2026-11-29T18:20:00.000Z\"}");
        assertThat(time("2026-11-29T18:20:00.007999Z")).isEqualTo("{\"t\":\"2026-11-29T18:20:00.007Z\"}");
        assertThat(time("1969-12-31T23:59:59.120Z")).isEqualTo("{\"t\":\"1969-12-31T23:59:59.120Z\"}");
    }

    private static String time(String text) {
        var members = new JsonMembers();
        members.put("t", Instant.parse(text));
        members.end();
        return members.toString();
    }
}
