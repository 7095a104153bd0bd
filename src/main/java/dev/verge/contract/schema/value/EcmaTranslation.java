package dev.verge.contract.schema.value;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rewrites one regular expression of ECMA-262, reading it once from left to right, as one of Java that means the same.
 * What Java alone knows is refused: other tools would read it as something else.
 */
final class EcmaTranslation {
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

    /** What follows the parenthesis of a group: nothing of note, or what kind of group it is. */
    private static final Pattern GROUP = Pattern.compile("(?!\\?)|\\?[:=!]|\\?<[=!]|\\?<[A-Za-z]");

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{2}");
    private static final String QUANTIFIERS = "*+?}";

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean inClass;
    private boolean afterQuantifier;

    EcmaTranslation(String source) {
        this.source = source;
    }

    String run() {
        while (at < source.length()) {
            char c = source.charAt(at++);
            boolean quantifier = !inClass && QUANTIFIERS.indexOf(c) >= 0;
            if (c == '\\') {
                escape();
            } else if (inClass) {
                inside(c);
            } else {
                outside(c);
            }
            afterQuantifier = quantifier;
        }
        return out.toString();
    }

    private void outside(char c) {
        if (c == '+' && afterQuantifier) {
            throw new IllegalArgumentException("a possessive quantifier is not a part of ECMA-262");
        } else if (c == '('
                && !GROUP.matcher(source).region(at, source.length()).lookingAt()) {
            throw new IllegalArgumentException("a group of this kind is not a part of ECMA-262");
        } else if (c == '[') {
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
            codePoint();
        } else if (c == 'x'
                && !HEXADECIMAL.matcher(source).region(at, source.length()).lookingAt()) {
            throw new IllegalArgumentException("\\x is not followed by two hexadecimal digits");
        } else if (c == 'b' && inClass) {
            out.append("\\x08");
        } else if (c == '0') {
            out.append("\\x00");
        } else if (c == 'p' || c == 'P') {
            property(c);
        } else {
            out.append('\\').append(c);
        }
    }

    /** In braces, which are no quantifier. */
    private void codePoint() {
        int end = source.indexOf('}', at);
        if (end < 0) {
            throw new IllegalArgumentException("\\u{ is not closed");
        }
        out.append("\\x").append(source, at, end + 1);
        at = end + 1;
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
