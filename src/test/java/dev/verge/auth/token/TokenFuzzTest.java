package dev.verge.auth.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Texts and headers that nobody thought of: read or refused, nothing else, and read in one spelling only. */
class TokenFuzzTest {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    @FuzzTest
    void readsTokenInOneSpelling(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        read(text);
    }

    @FuzzTest
    void readsHeader(byte[] data) {
        read(BASE64URL.encodeToString(data) + ".e30.AAAA");
    }

    @FuzzTest
    void readsPayload(byte[] data) {
        read("eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ." + BASE64URL.encodeToString(data) + ".AAAA");
    }

    private static void read(String text) {
        try {
            Token ignored = TokenReader.read(text);
            for (String segment : text.split("\\.", -1)) {
                if (!segment.equals(
                        BASE64URL.encodeToString(Base64.getUrlDecoder().decode(segment)))) {
                    throw new AssertionError("not the canonical spelling");
                }
            }
        } catch (RefusalException refused) {
            // As it should.
        }
    }
}
