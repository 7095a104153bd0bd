package dev.verge.auth;

import dev.verge.auth.token.Caller;
import dev.verge.config.IdentitySettings;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to find out who calls, beside what the signature alone costs (RS256, 2048 bits). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AuthenticatorBenchmark {
    private Vertx vertx;
    private TestIssuer issuer;
    private Identity remembering;
    private Identity forgetting;
    private Authenticator warm;
    private Authenticator cold;
    private List<String> credentials;
    private List<String> unknownKey;
    private byte[] signed;
    private byte[] signature;
    private Signature bare;
    private JWTAuth jwtAuth;
    private TokenCredentials token;

    @Setup
    public void start() throws GeneralSecurityException {
        vertx = Vertx.vertx();
        issuer = TestIssuer.start(vertx);
        IdentitySettings settings = issuer.settings();
        remembering = identity(settings);
        forgetting = identity(new IdentitySettings(
                settings.issuers(),
                null,
                settings.leeway(),
                settings.refreshInterval(),
                settings.withdrawalGrace(),
                0));
        warm = remembering.authenticator();
        cold = forgetting.authenticator();
        String text = issuer.token("admin", "member");
        credentials = List.of("Bearer " + text);
        JsonObject header = issuer.header().put("kid", "unknown");
        unknownKey = List.of("Bearer " + issuer.token(header, issuer.claims().put("scp", "use")));
        Caller ignored = Futures.result(warm.authenticate(credentials));
        Futures.failure(cold.authenticate(unknownKey));
        int end = text.lastIndexOf('.');
        signed = text.substring(0, end).getBytes(StandardCharsets.US_ASCII);
        signature = Base64.getUrlDecoder().decode(text.substring(end + 1));
        bare = Signature.getInstance("SHA256withRSA");
        token = new TokenCredentials(text);
        jwtAuth = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addJwk(TestIssuer.jwk(issuer.signing()))
                        .setJWTOptions(new JWTOptions().setIssuer(issuer.issuer())));
    }

    private Identity identity(IdentitySettings settings) {
        var identity = new Identity(vertx, settings, observation -> {}, System::nanoTime, Clock.systemUTC());
        Futures.result(identity.start());
        return identity;
    }

    @TearDown
    public void stop() {
        Futures.result(vertx.close());
    }

    /** A token that was verified before. */
    @Benchmark
    public Future<Caller> warm() {
        return warm.authenticate(credentials);
    }

    /** A token that was never seen before: everything that there is to check. */
    @Benchmark
    public Future<Caller> cold() {
        return cold.authenticate(credentials);
    }

    /** A token whose key the issuer does not list, a moment after the issuer was asked: there and back between threads. */
    @Benchmark
    public Throwable unknownKey() {
        return Futures.failure(cold.authenticate(unknownKey));
    }

    /** The signature alone. */
    @Benchmark
    public boolean bareSignature() throws GeneralSecurityException {
        bare.initVerify(issuer.signing().pair().getPublic());
        bare.update(signed);
        return bare.verify(signature);
    }

    /** Vert.x's reader and verifier of tokens, with its own checks only. */
    @Benchmark
    public boolean jwtAuth() {
        return jwtAuth.authenticate(token).succeeded();
    }
}
