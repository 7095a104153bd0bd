package dev.verge.sql;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one file from token to token (PostgreSQL documentation, "Lexical Structure"). */
final class SqlReader {
    private static final Pattern INPUT =
            Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*(?:[.][A-Za-z_][A-Za-z0-9_]*)*)([.]?)");
    private static final Set<String> STATEMENTS =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "WITH", "TABLE");
    private static final Set<String> TRANSACTIONS =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

    private final String file;
    private final SqlTokens tokens;
    private final Mistakes mistakes;
    private final int mistakesBefore;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> lineOfCharacter = new ArrayList<>();
    private final Map<SqlInput, Integer> lines = new LinkedHashMap<>();
    private final List<Integer> placeholders = new ArrayList<>();
    private int brackets;
    private int line = 1;
    private boolean ended;
    private boolean several;
    private @Nullable String first;
    private int firstLine;

    SqlReader(String file, String source, Mistakes mistakes) {
        this.file = file;
        this.tokens = new SqlTokens(source);
        this.mistakes = mistakes;
        this.mistakesBefore = mistakes.count();
    }

    Optional<SqlStatement> read() {
        for (String token = tokens.next(); !token.isEmpty(); token = tokens.next()) {
            read(token);
            line += (int) token.chars().filter(character -> character == '\n').count();
        }
        checkBeginning();
        return mistakes.count() > mistakesBefore
                ? Optional.empty()
                : Optional.of(new SqlStatement(file, text.toString(), firstLine, lines, lineOfCharacter, placeholders));
    }

    private void read(String token) {
        if (tokens.isUnterminated()) {
            mistake("the " + SqlTokens.kind(token) + " that begins here has no end");
        }
        if (SqlTokens.isSpace(token)) {
            append(token);
        } else if (token.equals(";")) {
            ended = true;
        } else if (ended) {
            refuseSecond();
        } else {
            readPart(token);
        }
    }

    private void readPart(String token) {
        char begin = token.charAt(0);
        firstLine = firstLine == 0 ? line : firstLine;
        if (first == null && begin != '(') {
            first = token;
        }
        brackets += begin == '[' ? 1 : begin == ']' ? -1 : 0;
        if (begin == '$' && token.length() > 1 && Character.isDigit(token.charAt(1))) {
            mistake(token + ": a parameter by number (expected: an input by name, such as :id)");
        } else if (token.equals(":")) {
            readColon();
        } else {
            append(token);
        }
    }

    private void readColon() {
        boolean slice = brackets > 0 && tokens.isBehindValue();
        Matcher matcher = tokens.match(INPUT);
        if (slice || (brackets > 0 && matcher == null)) {
            append(":");
        } else if (matcher == null || !matcher.group(2).isEmpty()) {
            mistake("the colon begins no name (expected: an input such as :id or :body.title)");
        } else {
            readInput(matcher.group(1));
        }
    }

    private void readInput(String name) {
        tokens.skip(name.length());
        List<String> words = Arrays.asList(name.split("[.]"));
        var input = new SqlInput(words.get(0), words.subList(1, words.size()));
        lines.putIfAbsent(input, line);
        placeholders.add(text.length());
        append("$" + (new ArrayList<>(lines.keySet()).indexOf(input) + 1));
    }

    /** Every character of what PostgreSQL is given, with the line that it comes from. */
    private void append(String part) {
        int at = line;
        for (int i = 0; i < part.length(); i++) {
            lineOfCharacter.add(at);
            at += part.charAt(i) == '\n' ? 1 : 0;
        }
        text.append(part);
    }

    private void refuseSecond() {
        if (!several) {
            mistake("a second statement begins here (expected: one statement in a file)");
        }
        several = true;
    }

    private void checkBeginning() {
        if (first == null) {
            mistakes.add(Location.of(file, 1), "the file holds no statement");
            return;
        }
        String word = first.toUpperCase(Locale.ROOT);
        if (TRANSACTIONS.contains(word)) {
            mistakes.add(
                    Location.of(file, firstLine),
                    "statement: " + word + " (expected: none that begins or ends a transaction: Verge does)");
        } else if (!STATEMENTS.contains(word)) {
            mistakes.add(
                    Location.of(file, firstLine),
                    "statement: " + word + " (expected: SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES, TABLE or WITH)");
        }
    }

    private void mistake(String message) {
        mistakes.add(Location.of(file, line), message);
    }
}
