package dev.verge.auth.diagnosis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a text that is no well-formed token what it looks like instead. */
final class TokenForm {
    private static final int MAXIMUM_TOKEN = 24 * 1024;
    private static final int SEGMENTS = 3;
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_.-]");

    private TokenForm() {}

    static String describe(String text, UnverifiedToken token) {
        long dots = text.chars().filter(character -> character == '.').count();
        Matcher foreign = FOREIGN.matcher(text);
        if (text.length() > MAXIMUM_TOKEN) {
            return text.length() + " characters (at most " + MAXIMUM_TOKEN + ")";
        }
        if (text.startsWith("\"") || text.startsWith("'")) {
            return "it stands in quotation marks; jq prints it without them with -r";
        }
        if (foreign.find()) {
            return describe(foreign.group().charAt(0), foreign.start() + 1);
        }
        if (dots != SEGMENTS - 1) {
            return dots + 1 == 5
                    ? "5 segments: an encrypted token (JWE)"
                    : dots + 1 + (dots == 0 ? " segment" : " segments") + " (expected: 3)";
        }
        if (token.header().isEmpty() || token.claims().isEmpty()) {
            return "the " + (token.header().isEmpty() ? "first" : "second")
                    + " segment is not one JSON object with each member once";
        }
        return "a segment is not in the one spelling that base64url has for it: was it cut?";
    }

    private static String describe(char foreign, int position) {
        String at = " at character " + position;
        if (Character.isWhitespace(foreign)) {
            return "white space" + at + ": was it broken into lines when it was copied?";
        }
        return foreign == '='
                ? "padding (=)" + at + ", which tokens have not"
                : Printable.text(foreign) + at + " is none of base64url";
    }
}
