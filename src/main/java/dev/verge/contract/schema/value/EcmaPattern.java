package dev.verge.contract.schema.value;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of ECMA-262, with its {@code u} flag, as JSON Schema's {@code pattern} wants it. Where Java
 * means something else by the same text it is rewritten; what Java alone knows is refused. Immutable, thread-safe.
 */
public final class EcmaPattern {
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
            return new EcmaPattern(Pattern.compile(new EcmaTranslation(source).run()));
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
