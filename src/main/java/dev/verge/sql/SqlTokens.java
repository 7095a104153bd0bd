package dev.verge.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a statement into tokens; what they are put together again is the statement, character by character. */
final class SqlTokens {
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n\\f\\x0B]+");
    private static final Pattern WORD =
            Pattern.compile("[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_$\\x{80}-\\x{10FFFF}]*");
    /** Where a string goes on in the next line (PostgreSQL documentation, "String Constants"). */
    private static final Pattern CONTINUATION = Pattern.compile(
            "(?:[ \\t\\f\\x0B]|--[^\\r\\n]*+)*+[\\r\\n](?:[ \\t\\r\\n\\f\\x0B]|--[^\\r\\n]*+[\\r\\n])*+'");

    private static final Pattern NUMBER = Pattern.compile("[0-9][A-Za-z0-9_]*");
    private static final Pattern POSITION = Pattern.compile("\\$[0-9]+");
    private static final Pattern DOLLAR =
            Pattern.compile("\\$(?:[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*)?\\$");

    private static final Set<String> MAIN = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "TABLE");

    private final String source;
    private int start;
    private int end;
    private boolean unterminated;

    SqlTokens(String source) {
        this.source = source;
    }

    /** The next token; empty at the end. */
    String next() {
        start = end;
        unterminated = false;
        if (start < source.length()) {
            end = scan();
        }
        return source.substring(start, end);
    }

    /** Whether the token lacks its end, and the file ended first. */
    boolean isUnterminated() {
        return unterminated;
    }

    /** Whether the token follows a value without space, as the colon of a slice does. */
    boolean isBehindValue() {
        char before = start == 0 ? ' ' : source.charAt(start - 1);
        return Character.isLetterOrDigit(before) || "_)]'\"$".indexOf(before) >= 0;
    }

    /** A match that begins where the token does; null for none. */
    @Nullable
    Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(source).region(start, source.length());
        return matcher.lookingAt() ? matcher : null;
    }

    /** Makes the token longer. */
    void skip(int characters) {
        end += characters;
    }

    /** Where a statement begins behind its common table expressions; 0 when it has none. */
    static int mainStatement(String statement) {
        var tokens = new SqlTokens(statement);
        int depth = 0;
        boolean with = false;
        String before = "";
        for (String token = tokens.next(); !token.isEmpty(); token = tokens.next()) {
            if (isSpace(token)) {
                continue;
            }
            boolean begins = MAIN.contains(token.toUpperCase(Locale.ROOT)) || (token.equals("(") && before.equals(")"));
            if (depth == 0 && (begins || (before.isEmpty() && !token.equalsIgnoreCase("with")))) {
                return with ? tokens.start : 0;
            }
            with = true;
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            before = token;
        }
        return 0;
    }

    /** Space and comments. */
    static boolean isSpace(String token) {
        return SPACE.matcher(token).matches() || token.startsWith("--") || token.startsWith("/*");
    }

    static String kind(String token) {
        return switch (token.charAt(0)) {
            case '/' -> "comment";
            case '"' -> "quoted name";
            default -> "string";
        };
    }

    private int scan() {
        if (at("--")) {
            int newline = source.indexOf('\n', start);
            return newline < 0 ? source.length() : newline;
        }
        if (at("/*")) {
            return comment();
        }
        if (at("::") || at(":=")) {
            return start + 2;
        }
        return switch (source.charAt(start)) {
            case '\'' -> quoted('\'', start + 1, false);
            case '"' -> quoted('"', start + 1, false);
            case '$' -> dollar();
            default -> other();
        };
    }

    private int other() {
        Matcher space = match(SPACE);
        if (space != null) {
            return space.end();
        }
        Matcher word = match(WORD);
        if (word != null) {
            boolean escapes = word.group().equalsIgnoreCase("e") && source.startsWith("'", word.end());
            return escapes ? escaped(word.end() + 1) : word.end();
        }
        Matcher number = match(NUMBER);
        return number == null ? start + 1 : number.end();
    }

    /** Comments nest, unlike those of the standard. */
    private int comment() {
        int depth = 1;
        int at = start + 2;
        while (at < source.length() && depth > 0) {
            int step = source.startsWith("/*", at) ? 1 : source.startsWith("*/", at) ? -1 : 0;
            depth += step;
            at += step == 0 ? 1 : 2;
        }
        unterminated = depth > 0;
        return at;
    }

    /** Each line of a string with escapes has them; one without needs no care, for there a line is like a string. */
    private int escaped(int from) {
        int at = quoted('\'', from, true);
        Matcher next = CONTINUATION.matcher(source);
        while (!unterminated && next.region(at, source.length()).lookingAt()) {
            at = quoted('\'', next.end(), true);
        }
        return at;
    }

    /** A doubled quote is one inside, which two quoted parts side by side are as well. */
    private int quoted(char quote, int from, boolean escapes) {
        for (int at = from; at < source.length(); at++) {
            if (escapes && source.charAt(at) == '\\') {
                at++;
            } else if (source.charAt(at) == quote) {
                if (at + 1 == source.length() || source.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            }
        }
        unterminated = true;
        return source.length();
    }

    private int dollar() {
        Matcher position = match(POSITION);
        if (position != null) {
            return position.end();
        }
        Matcher tag = match(DOLLAR);
        if (tag == null) {
            return start + 1;
        }
        int close = source.indexOf(tag.group(), tag.end());
        unterminated = close < 0;
        return unterminated ? source.length() : close + tag.group().length();
    }

    private boolean at(String prefix) {
        return source.startsWith(prefix, start);
    }
}
