package dev.verge.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.observation.Observation.Decision;
import dev.verge.observation.Observation.Decision.Outcome;
import dev.verge.observation.Observation.DecisionsLost;
import dev.verge.testing.Futures;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecisionLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    private static final TokenFacts TOKEN =
            new TokenFacts(true, "entra", "tenant", "oid", "client", "user", "key-1", "uti");

    private final List<Observation> told = new ArrayList<>();

    private static Decision decision(Outcome outcome, String operation) {
        return new Decision(
                outcome,
                "granted",
                operation,
                "document-reader.sql",
                Map.of("id", "1"),
                TOKEN,
                "0fdc38c5664126ee52ca674bea232d6e",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                Duration.ofNanos(1_234_567));
    }

    private DecisionLog log(int sample, int capacity) {
        return new DecisionLog(CLOCK, sample, told::add, capacity);
    }

    @Test
    void writesOneObjectForEachDecision() {
        try (var record = RecordReader.fast()) {
            var log = log(1, 16);
            log.accept(decision(Outcome.ALLOW, "getDocument"));
            Futures.result(log.close());
            assertThat(record.lines()).containsExactly(new JsonObject("""
                    {"time": "2026-11-24T10:00:00.000Z", "decision": "allow", "reason": "granted",
                     "operation": "getDocument", "rule": "document-reader.sql", "resource": {"id": "1"},
                     "verified": true, "issuer": "entra", "tid": "tenant", "caller": "oid", "client": "client",
                     "kind": "user", "kid": "key-1", "uti": "uti", "request": "0fdc38c5664126ee52ca674bea232d6e",
                     "trace": "4bf92f3577b34da6a3ce929d0e0e4736", "micros": 1234}"""));
        }
    }

    @Test
    void everyMemberIsDocumented() throws IOException {
        Stream<String> members =
                new JsonObject(DecisionLine.of(Instant.EPOCH, decision(Outcome.DENY, "x"))).fieldNames().stream();
        String page = Files.readString(Path.of("src/docs/identity.md"));
        String table = page.substring(page.indexOf("| Member |"), page.indexOf("### Reasons"));
        List<String> documented = Pattern.compile("(?m)^\\| `([a-z]+)` ")
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(
                        Stream.concat(members, Stream.of("lost")).toList());
    }

    @Test
    void keepsWhatCallersChoseShortAndOnOneLine() {
        var facts = new TokenFacts(false, null, null, null, null, null, "x".repeat(500), null);
        var decision = new Decision(
                Outcome.DENY, "unknown_key", "op", null, Map.of("id", "a\nb"), facts, "r", null, Duration.ZERO);
        String line = DecisionLine.of(Instant.EPOCH, decision);
        assertThat(line)
                .doesNotContain("\n")
                .contains("\"x".concat("x".repeat(127)).concat("...\""));
        assertThat(line).doesNotContain("rule", "trace", "issuer");
    }

    @Test
    void samplesAllowsOfEachOperationAndNothingElse() {
        try (var record = RecordReader.fast()) {
            var log = log(10, 1_000);
            for (int i = 0; i < 20; i++) {
                log.accept(decision(Outcome.ALLOW, "often"));
                log.accept(decision(Outcome.DENY, "often"));
                log.accept(decision(Outcome.UNDECIDED, "often"));
            }
            log.accept(decision(Outcome.ALLOW, "once"));
            Futures.result(log.close());
            assertThat(record.lines().stream().filter(line -> is(line, "allow")))
                    .hasSize(3);
            assertThat(record.lines().stream().filter(line -> is(line, "deny"))).hasSize(20);
            assertThat(record.lines().stream().filter(line -> is(line, "undecided")))
                    .hasSize(20);
        }
    }

    @Test
    void holdsUpNobodyAndCountsWhatFindsNoRoom() {
        try (var record = RecordReader.slow()) {
            var log = log(1, 16);
            log.accept(decision(Outcome.ALLOW, "first"));
            for (int i = 0; i < 100; i++) {
                log.accept(decision(Outcome.ALLOW, "flood"));
            }
            for (int i = 0; i < 3; i++) {
                log.accept(decision(Outcome.DENY, "flood"));
            }
            for (int i = 0; i < 20; i++) {
                log.accept(decision(Outcome.DENY, "last"));
            }
            record.readOn();
            Futures.result(log.close());
            assertThat(record.lines().stream()
                            .filter(line -> is(line, "deny")
                                    && line.getString("operation").equals("flood")))
                    .as("a flood of allows leaves room for denies")
                    .hasSize(3);
            long allows = lost(record, "allow");
            long denies = lost(record, "deny");
            assertThat(allows).isGreaterThan(80);
            assertThat(denies).isGreaterThanOrEqualTo(10);
            assertThat(record.lines().stream().filter(line -> line.containsKey("decision")))
                    .hasSize((int) (124 - allows - denies));
            assertThat(told).allMatch(DecisionsLost.class::isInstance).isNotEmpty();
        }
    }

    private static boolean is(JsonObject line, String decision) {
        return decision.equals(line.getString("decision"));
    }

    private static long lost(RecordReader record, String decision) {
        return record.lines().stream()
                .filter(line -> line.containsKey("lost"))
                .mapToLong(line -> line.getJsonObject("lost").getLong(decision, 0L))
                .sum();
    }
}
