package dev.verge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verge.auth.token.Caller;
import dev.verge.auth.token.Reason;
import dev.verge.auth.token.RefusalException;
import dev.verge.problem.Problem;
import dev.verge.problem.ProblemType;
import dev.verge.testing.Futures;
import dev.verge.testing.TestIssuer;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = TestIssuer.start(vertx);
    private final Identity identity =
            new Identity(vertx, issuer.settings(), observation -> {}, System::nanoTime, Clock.systemUTC());

    @AfterEach
    void stop() {
        Futures.result(identity.close());
        Futures.result(vertx.close());
    }

    @Test
    void challengesWithoutErrorWhenThereAreNoCredentials() {
        Problem problem = problem(List.of());
        assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(problem.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"verge\"");
        assertThat(problem(List.of("Basic YTpi")).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer  a.b.c", "Bearer\ta.b.c", "Bearer a.b.c, Basic x"})
    void refusesMalformedCredentials(String authorization) {
        Problem problem = problem(List.of(authorization));
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem.headers().get("WWW-Authenticate")).contains("error=\"invalid_request\"");
    }

    @Test
    void refusesTwoCredentials() {
        String good = "Bearer " + issuer.token("admin");
        assertThat(problem(List.of(good, good)).type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void isUnavailableForUnsignedTokenWhileThereAreNoKeys() {
        issuer.answerKeys(request -> request.response().end("{\"keys\":[]}"));
        assertThat(problem(List.of("Bearer " + issuer.token("admin"))).type()).isEqualTo(ProblemType.UNAVAILABLE);
        String[] parts = issuer.token("admin").split("\\.");
        assertThat(problem(List.of("Bearer " + parts[0] + "." + parts[1])).type())
                .isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void refusesTokenSignedByAnotherKeyUnderKnownId() {
        Futures.result(identity.start());
        issuer.signWith(TestIssuer.key("key-1", 2048));
        Problem problem = problem(List.of("Bearer " + issuer.token("admin")));
        assertThat(problem.headers().get("WWW-Authenticate")).contains("The access token is not valid");
    }

    @Test
    void refusesCallerWithoutRoleOrScope() {
        Futures.result(identity.start());
        Caller caller = Futures.result(
                identity.authenticator().authenticate(List.of("Bearer " + issuer.token("Admin", "member"))));
        rule(Set.of("member"), Set.of("use")).check(caller);
        for (AccessRule rule : List.of(
                rule(Set.of("admin"), Set.of()),
                rule(Set.of("member"), Set.of("us")),
                new AccessRule(List.of(), null, null))) {
            assertForbidden(rule, caller);
        }
        assertThat(refusal(rule(Set.of(), Set.of()), Caller.ANONYMOUS).reason()).isEqualTo(Reason.NO_CREDENTIALS);
    }

    private void assertForbidden(AccessRule rule, Caller caller) {
        Problem problem = control(rule).answer(refusal(rule, caller));
        assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(problem.headers().get("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
    }

    private static RefusalException refusal(AccessRule rule, Caller caller) {
        return catchThrowableOfType(RefusalException.class, () -> rule.check(caller));
    }

    private AccessControl control(AccessRule rule) {
        return new AccessControl(rule, identity.authenticator(), identity.challenges());
    }

    private static AccessRule rule(Set<String> roles, Set<String> scopes) {
        return new AccessRule(List.of(new Requirement(roles, scopes)), null, null);
    }

    private Problem problem(List<String> authorization) {
        AccessControl control = control(rule(Set.of("admin"), Set.of()));
        return control.answer((RefusalException) Futures.failure(control.admit(authorization)));
    }
}
