package dev.verge;

import dev.verge.auth.Identity;
import dev.verge.auth.keys.JwksCache;
import java.util.stream.Collectors;

/** No keys could be had of an issuer that is to be trusted from now on. */
final class KeysMissingException extends RuntimeException {
    KeysMissingException(Identity identity) {
        super(
                identity.keys().stream()
                        .filter(keys -> keys.age().isEmpty())
                        .map(KeysMissingException::reason)
                        .collect(Collectors.joining("; ")),
                null,
                false,
                false);
    }

    private static String reason(JwksCache keys) {
        String failure = keys.lastFailure();
        return "identity.issuers." + keys.name() + ": its keys are not to be had: "
                + (failure == null ? "no answer" : failure);
    }
}
