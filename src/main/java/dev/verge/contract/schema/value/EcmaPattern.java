package dev.verge.contract.schema.value;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of ECMA-262, with its {@code u} flag, as JSON Schema's {@code pattern} wants it. Where Java
 * means something else by the same text it is rewritten; what Java alone knows is refused. Immutable, thread-safe.
 */
public final class EcmaPattern {
    private static final String SPACE =
            "\\t\\n\\x0B\\f\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";
    private static final String JAVA_ONLY = "AZzQEGRXheaHVyY";
    private static final Map<String, String> LONG_NAMES = Map.of(
            "Letter",
            "L",
            "Lowercase_Letter",
            "Ll",
            "Uppercase_Letter",
            "Lu",
            "Number",
            "N",
            "Decimal_Number",
            "Nd",
            "digit",
            "Nd",
            "Punctuation",
            "P",
            "Symbol",
            "S",
            "Separator",
            "Z",
            "Mark",
            "M");

    /** What a search, a character that it reads, and this many places where it may begin cost. */
    private static final int SEARCH = 10;

    private static final int READ = 3;
    private static final int POSITIONS = 8;

    private final Pattern pattern;

    private EcmaPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException when it is broken; the message says how, in one line
     */
    public static EcmaPattern of(String source) {
        try {
            return new EcmaPattern(Pattern.compile(new Translation(source).run()));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("is nested too deeply", e);
        }
    }

    /** Why a pattern cannot be compiled; empty when it can. */
    public static Optional<String> reason(String source) {
        try {
            return of(source) == null ? Optional.of("cannot be compiled") : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether the pattern is found anywhere in a text.
     *
     * @throws BudgetSpentException when the search would take too long
     * @throws StackOverflowError when it goes too deep
     */
    public boolean isFoundIn(String text, Budget budget) {
        budget.spend(SEARCH + text.length() / POSITIONS);
        return pattern.matcher(new BoundedText(text, budget)).find();
    }

    /** Rewrites one pattern, reading it once from left to right. */
    private static final class Translation {
        private final String source;
        private final StringBuilder out = new StringBuilder();
        private int at;
        private boolean inClass;

        Translation(String source) {
            this.source = source;
        }

        String run() {
            while (at < source.length()) {
                char c = source.charAt(at++);
                if (c == '\\') {
                    escape();
                } else if (inClass) {
                    inside(c);
                } else {
                    outside(c);
                }
            }
            return out.toString();
        }

        private void outside(char c) {
            if (c == '[') {
                open();
            } else if (c == '$') {
                out.append("\\z");
            } else if (c == '.') {
                out.append("[^\\n\\r\\u2028\\u2029]");
            } else {
                out.append(c);
            }
        }

        private void open() {
            if (source.startsWith("^]", at)) {
                at += 2;
                out.append("[\\s\\S]");
            } else if (source.startsWith("]", at)) {
                at++;
                out.append("(?!)");
            } else {
                inClass = true;
                out.append('[');
            }
        }

        private void inside(char c) {
            if (c == ']') {
                inClass = false;
                out.append(c);
            } else if (c == '[' || c == '&') {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }

        private void escape() {
            if (at == source.length()) {
                throw new IllegalArgumentException("ends with a backslash");
            }
            char c = source.charAt(at++);
            if (JAVA_ONLY.indexOf(c) >= 0) {
                throw new IllegalArgumentException("\\" + c + " is not a part of ECMA-262");
            } else if (c == 's') {
                out.append(inClass ? SPACE : "[" + SPACE + "]");
            } else if (c == 'S') {
                out.append("[^").append(SPACE).append(']');
            } else if (c == 'u' && source.startsWith("{", at)) {
                out.append("\\x");
            } else if (c == 'p' || c == 'P') {
                property(c);
            } else {
                out.append('\\').append(c);
            }
        }

        private void property(char c) {
            int end = source.indexOf('}', at);
            if (!source.startsWith("{", at) || end < 0) {
                throw new IllegalArgumentException("\\" + c + " is not followed by a name in braces");
            }
            String name = source.substring(at + 1, end).replaceFirst("^(General_Category|gc)=", "");
            name = name.replaceFirst("^(Script|sc|Script_Extensions|scx)=", "Is");
            out.append('\\')
                    .append(c)
                    .append('{')
                    .append(LONG_NAMES.getOrDefault(name, name))
                    .append('}');
            at = end + 1;
        }
    }

    /** A text of which every character that is read costs something. */
    private record BoundedText(String text, Budget budget) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            budget.spend(READ);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
