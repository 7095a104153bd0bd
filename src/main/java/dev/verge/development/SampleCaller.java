package dev.verge.development;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who tries the API in dev mode.
 *
 * @param name also the last path segment of the address of the caller's token
 * @param oid the object id in the token, a GUID
 * @param roles the roles in the token
 * @param scopes the scopes in the token
 * @param request method and path to try, such as {@code GET /documents}
 * @param body JSON to send with it; null for none
 */
public record SampleCaller(
        String name,
        String oid,
        List<String> roles,
        List<String> scopes,
        String request,
        @Nullable String body) {
    /** Takes copies. */
    public SampleCaller {
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
    }
}
