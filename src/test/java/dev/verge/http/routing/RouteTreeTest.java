package dev.verge.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTreeTest {
    private final RouteTree<String> tree = new RouteTree<>();

    private void serve(String... templates) {
        for (var template : templates) {
            tree.at(Templates.of(template), () -> template);
        }
    }

    private String find(String path) {
        var match = tree.find(PathSegment.split(path));
        return match == null ? null : match.value();
    }

    private Map<String, String> parameters(String path) {
        return tree.find(PathSegment.split(path)).parameters();
    }

    @Test
    void literalBeatsPrefixedParameterBeatsParameter() {
        serve("/d/{id}", "/d/v-{version}", "/d/latest");
        assertThat(find("/d/latest")).isEqualTo("/d/latest");
        assertThat(find("/d/v-3")).isEqualTo("/d/v-{version}");
        assertThat(find("/d/7")).isEqualTo("/d/{id}");
        assertThat(find("/d/v-")).isEqualTo("/d/{id}");
    }

    @Test
    void goesBackWhenTheBetterBranchLeadsNowhere() {
        serve("/d/latest/text", "/d/{id}/grants", "/{any}/x/y");
        assertThat(find("/d/latest/grants")).isEqualTo("/d/{id}/grants");
        assertThat(parameters("/d/latest/grants")).containsOnly(Map.entry("id", "latest"));
        assertThat(find("/d/x/y")).isEqualTo("/{any}/x/y");
        assertThat(find("/d/latest/other")).isNull();
    }

    @Test
    void trailingSlashIsAnotherResource() {
        serve("/d", "/e/", "/");
        assertThat(find("/d")).isEqualTo("/d");
        assertThat(find("/d/")).isNull();
        assertThat(find("/e")).isNull();
        assertThat(find("/e/")).isEqualTo("/e/");
        assertThat(find("/")).isEqualTo("/");
    }

    @Test
    void emptySegmentIsNoParameter() {
        serve("/d/{id}", "/d/{id}/g");
        assertThat(find("/d/")).isNull();
        assertThat(find("/d//g")).isNull();
        assertThat(find("//d/1")).isNull();
    }

    @Test
    void encodedSlashIsDataAndValuesStayRaw() {
        serve("/d/{id}", "/caf\u00e9/{a}.json");
        assertThat(parameters("/d/a%2Fb")).containsOnly(Map.entry("id", "a%2Fb"));
        assertThat(parameters("/caf%C3%A9/x%20%E2%82%AC.json")).containsOnly(Map.entry("a", "x%20%E2%82%AC"));
        assertThat(parameters("/caf%c3%a9/x%2Ejso%6E")).containsKey("a");
        assertThat(find("/%64/1")).isEqualTo("/d/{id}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/.",
                "/a/%2e%2E/b",
                "/%2e",
                "/a%",
                "/a%4",
                "/%zz",
                "/%ff",
                "/%C3",
                "/%00",
                "/a%0Ab",
                "/%7f"
            })
    void refusesMalformedPath(String path) {
        assertThatThrownBy(() -> PathSegment.split(path))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.MALFORMED_REQUEST));
    }

    @Test
    void answersAnyPathWithMatchOrRefusal() {
        serve("/d/{id}", "/d/pre-{x}.end", "/a/b/c", "/{p}/b/{q}", "/");
        var random = new Random(11);
        int matches = 0;
        for (int i = 0; i < 20_000; i++) {
            var path = randomPath(random);
            try {
                matches += tree.find(PathSegment.split(path)) == null ? 0 : 1;
            } catch (ProblemException refusal) {
                assertThat(refusal.problem().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
            }
        }
        assertThat(matches).isPositive();
    }

    private static String randomPath(Random random) {
        var pieces =
                new String[] {"/", "a", "b", "c", "d", "pre-", ".end", "%", "%2F", "%C3%A9", "%ff", ".", "1", "{id}"};
        var path = new StringBuilder("/");
        for (int i = random.nextInt(9); i > 0; i--) {
            path.append(pieces[random.nextInt(pieces.length)]);
        }
        return path.toString();
    }
}
