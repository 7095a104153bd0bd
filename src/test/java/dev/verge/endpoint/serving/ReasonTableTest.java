package dev.verge.endpoint.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.auth.AccessControl;
import dev.verge.auth.AccessRule;
import dev.verge.auth.Identity;
import dev.verge.auth.Requirement;
import dev.verge.auth.token.Reason;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of reasons in the documentation is that of the code. */
class ReasonTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([^|]+) \\|");

    private static Map<String, String> table() throws IOException {
        String page = Files.readString(Path.of("src/docs/identity.md"));
        String section = page.substring(page.indexOf("### Reasons"), page.indexOf("## Operate the keys"));
        return ROW.matcher(section).results().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    @Test
    void everyReasonHasRowAndEveryRowReason() throws IOException {
        List<String> codes = Stream.concat(
                        Arrays.stream(Reason.values()).map(Reason::code),
                        Arrays.stream(Ruling.values()).map(Ruling::code))
                .toList();
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyRowHasTheStatusOfTheAnswer() throws IOException {
        Vertx vertx = Vertx.vertx();
        TestIssuer issuer = TestIssuer.start(vertx);
        var identity = new Identity(vertx, issuer.settings(), observation -> {}, System::nanoTime, Clock.systemUTC());
        var rule = new AccessRule(List.of(new Requirement(Set.of(), Set.of())), null, "c1");
        var control = new AccessControl(rule, identity.authenticator(), identity.challenges());
        Map<String, String> table = table();
        for (Reason reason : Reason.values()) {
            assertThat(table.get(reason.code()))
                    .as(reason.code())
                    .isEqualTo(String.valueOf(control.answer(reason.exception()).status()));
        }
        Futures.result(vertx.close());
    }
}
