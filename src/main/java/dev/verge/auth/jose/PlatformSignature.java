package dev.verge.auth.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/** A signature as the Java platform checks it. */
final class PlatformSignature implements SignatureCheck {
    private final Signature signature;

    PlatformSignature(String name, @Nullable AlgorithmParameterSpec parameters, PublicKey key)
            throws GeneralSecurityException {
        this.signature = Signature.getInstance(name);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.initVerify(key);
    }

    @Override
    public boolean holds(byte[] signed, byte[] candidate) throws GeneralSecurityException {
        signature.update(signed);
        return signature.verify(candidate);
    }
}
