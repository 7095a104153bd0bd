package dev.verge.contract.request.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Turns bytes and percent-encoded text into text, strictly. */
public final class Texts {
    private static final int LONGEST = 200;

    private Texts() {}

    /** Decodes bytes. */
    public static String decode(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("is not " + charset.name() + " text");
        }
    }

    /** Decodes percent-encoding (RFC 3986, section 2.1), once. */
    public static String percentDecode(String raw, boolean plusIsSpace) {
        int plain = 0;
        while (plain < raw.length() && isPlain(raw.charAt(plain), plusIsSpace)) {
            plain++;
        }
        if (plain == raw.length()) {
            return raw;
        }
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[length++] = octet(raw, i);
                i += 2;
            } else if (c < ' ' || c > '~') {
                throw new UnreadableException("holds a character that must be percent-encoded");
            } else {
                bytes[length++] = (byte) (plusIsSpace && c == '+' ? ' ' : c);
            }
        }
        return checked(decode(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8));
    }

    private static boolean isPlain(char c, boolean plusIsSpace) {
        return c >= ' ' && c <= '~' && c != '%' && !(plusIsSpace && c == '+');
    }

    private static byte octet(String raw, int at) {
        if (at + 2 >= raw.length()
                || !HexFormat.isHexDigit(raw.charAt(at + 1))
                || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
            throw new UnreadableException("holds broken percent-encoding");
        }
        return (byte) HexFormat.fromHexDigits(raw, at + 1, at + 3);
    }

    /** The same text, when it has no U+0000; JSON alone has a way of writing one that nobody writes by accident. */
    public static String checked(String text) {
        if (text.indexOf(0) >= 0) {
            throw new UnreadableException("holds the character U+0000, which cannot be stored");
        }
        return text;
    }

    /** Whether a text has half of a surrogate pair, which no encoding of Unicode can hold (RFC 8259, section 8.2). */
    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** A name for an answer, without what cannot be sent and not too long. */
    public static String storable(String name) {
        String text = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c < ' ' || Character.isSurrogate((char) c) ? '?' : (char) c));
        return out.toString();
    }
}
