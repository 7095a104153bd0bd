package dev.verge.auth.jose;

import java.security.GeneralSecurityException;

/** Checks signatures of one key with one algorithm. Not for two threads; to be thrown away once it has thrown. */
interface SignatureCheck {
    /** Whether the key made this signature of these bytes. */
    boolean holds(byte[] signed, byte[] candidate) throws GeneralSecurityException;
}
