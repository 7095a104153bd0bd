package dev.verge.endpoint.link;

import dev.verge.database.StatementException;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.sql.SqlInput;
import dev.verge.sql.SqlStatement;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why PostgreSQL does not prepare a statement, in the words and at the place of the operator's file. */
final class StatementRefusal {
    private static final Pattern NUMBER = Pattern.compile("\\$([1-9][0-9]{0,4})\\b");

    private StatementRefusal() {}

    static void report(StatementException refused, SqlStatement statement, Mistakes mistakes) {
        mistakes.add(locate(refused, statement), explain(refused, statement));
    }

    /** PostgreSQL gives no position when it cannot tell a parameter's type, but its number. */
    private static Location locate(StatementException refused, SqlStatement statement) {
        Matcher number = NUMBER.matcher(String.valueOf(refused.getMessage()));
        return refused.position() == 0 && number.find()
                ? input(number, statement).map(statement::locate).orElse(statement.location())
                : statement.locate(refused.position());
    }

    private static Optional<SqlInput> input(MatchResult number, SqlStatement statement) {
        int index = Integer.parseInt(number.group(1)) - 1;
        return index >= 0 && index < statement.inputs().size()
                ? Optional.of(statement.inputs().get(index))
                : Optional.empty();
    }

    private static String explain(StatementException refused, SqlStatement statement) {
        String hint = refused.hint() == null ? "" : "; " + refused.hint();
        String cast = refused.sqlState().equals("42P18") ? "; cast the input, such as :name::text" : "";
        String message = NUMBER.matcher(String.valueOf(refused.getMessage()))
                .replaceAll(number -> Matcher.quoteReplacement(
                        input(number, statement).map(SqlInput::toString).orElse(number.group())));
        return "PostgreSQL refuses the statement: " + message + " (" + refused.sqlState() + hint + cast + ")";
    }
}
