package dev.verge.endpoint.plan;

import dev.verge.auth.token.Caller;
import dev.verge.contract.request.ValidRequest;
import dev.verge.database.Transaction.Repetition;
import dev.verge.database.statement.PreparedQuery;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an operation keeps the answer to an {@code Idempotency-Key}, and finds it again.
 *
 * @param claim fails when the key was used, or is being used, by the same caller for the same operation
 * @param statement the operation's statement, which also keeps its answer; its last inputs are the key's
 * @param replay gives the answer that was kept
 */
public record RepetitionPlan(PreparedQuery claim, StatementPlan statement, PreparedQuery replay) {

    /** Who uses which key for what. */
    public record Key(String operationId, String caller, String key, String fingerprint) {

        /** The key of a request; its fingerprint is that of its parameters and its body. */
        public static Key of(String operationId, Caller caller, String key, ValidRequest request) {
            Map<String, @Nullable Object> parameters = new TreeMap<>(request.parameters());
            var content = new JsonArray()
                    .add(new ArrayList<>(parameters.entrySet().stream()
                            .map(parameter ->
                                    new JsonArray().add(parameter.getKey()).add(parameter.getValue()))
                            .toList()))
                    .add(request.body());
            return new Key(operationId, caller(caller), key, hash(Json.encode(content)));
        }

        List<String> values() {
            return List.of(operationId, caller, key, fingerprint);
        }

        private static String caller(Caller caller) {
            return caller.equals(Caller.ANONYMOUS)
                    ? ""
                    : hash(Json.encode(new JsonArray()
                            .add(caller.issuer())
                            .add(caller.tenantId())
                            .add(caller.objectId())
                            .add(caller.subject())));
        }

        private static String hash(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-256", e);
            }
        }
    }

    /** What is run before and instead of the statement. */
    public Repetition bind(Key key) {
        return new Repetition(claim.bind(key.values().subList(0, 3)), replay.bind(key.values()));
    }
}
