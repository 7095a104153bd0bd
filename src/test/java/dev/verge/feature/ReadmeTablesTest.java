package dev.verge.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.database.statement.SqlStates;
import dev.verge.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the README say what the code says. */
class ReadmeTablesTest {
    private static final Pattern STATE = Pattern.compile("\\b(?=[0-9A-Z]{0,4}[0-9])[0-9A-Z]{5}\\b");
    private static final Pattern SQL_CLASS = Pattern.compile("\\b[0-9]{2}\\b");
    private static final String CLASS_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Readme readme = new Readme();

    @Test
    void everyProblemStandsInTheTableWithStatusAndTitle() {
        assertThat(readme.rows("| Type `urn:verge:problem:...` "))
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> List.of(
                                "[`" + type.slug() + "`](#" + type.slug() + ")",
                                String.valueOf(type.status()),
                                type.title()))
                        .toList());
    }

    @Test
    void everyProblemHasASectionThatBeginsWithItsStatus() {
        assertThat(readme.sections("#### "))
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .toList());
        for (ProblemType type : ProblemType.values()) {
            assertThat(readme.section("#### " + type.slug())).startsWith(type.status() + ". ");
        }
    }

    @Test
    void theTableOfSqlStatesIsTheOneThatIsBuiltIn() {
        Map<String, ProblemType> documented = new LinkedHashMap<>();
        for (List<String> row : readme.rows("| SQLSTATE ")) {
            ProblemType type = type(row.get(2));
            assertThat(row.get(1)).isEqualTo(String.valueOf(type.status()));
            names(row.get(0))
                    .forEach(name ->
                            assertThat(documented.put(name, type)).as(name).isNull());
        }
        assertThat(documented).hasSizeGreaterThan(15);
        var builtIn = SqlStates.BUILT_IN;
        List<String> wrong = states(documented.keySet().stream())
                .filter(state -> builtIn.problem(state).type()
                        != documented.getOrDefault(
                                state, documented.getOrDefault(state.substring(0, 2), ProblemType.INTERNAL_ERROR)))
                .toList();
        assertThat(wrong).isEmpty();
    }

    /** The states and classes that a cell names. */
    private static List<String> names(String cell) {
        var names = new ArrayList<String>();
        STATE.matcher(cell).results().forEach(match -> names.add(match.group()));
        SQL_CLASS.matcher(cell).results().forEach(match -> names.add(match.group()));
        return names;
    }

    /** Every state that there could be in the form that PostgreSQL uses, and those that are documented. */
    private static Stream<String> states(Stream<String> documented) {
        List<String> classes = CLASS_CHARACTERS
                .chars()
                .boxed()
                .flatMap(first -> CLASS_CHARACTERS.chars().mapToObj(second -> "" + (char) (int) first + (char) second))
                .toList();
        List<String> numbers = Stream.concat(
                        IntStream.range(0, 1000).mapToObj(i -> String.format("%03d", i)),
                        IntStream.range(0, 100).mapToObj(i -> String.format("P%02d", i)))
                .toList();
        Stream<String> possible =
                classes.stream().flatMap(first -> numbers.stream().map(first::concat));
        // Class PT is documented in words.
        return Stream.concat(
                possible.filter(state -> !state.startsWith("PT")), documented.filter(name -> name.length() == 5));
    }

    private static ProblemType type(String cell) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> cell.equals("`" + type.slug() + "`"))
                .findFirst()
                .orElseThrow();
    }
}
