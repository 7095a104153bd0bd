package dev.verge.endpoint.plan;

import dev.verge.auth.token.Caller;
import dev.verge.contract.Parameter;
import dev.verge.contract.request.ValidRequest;
import dev.verge.problem.Violation;
import dev.verge.source.JsonPointers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the value of one SQL input comes from. */
public sealed interface ValueSource {

    /** The value as JSON; null when it is absent. */
    @Nullable
    Object value(ValidRequest request, Caller caller);

    /**
     * What the caller did wrong when PostgreSQL's type cannot hold the value; null when the value is not of the
     * request's making.
     *
     * @param below where in the value, as a JSON pointer; empty for the value itself
     */
    @Nullable
    Violation violation(String below, String detail);

    /** A parameter, or a property of one. */
    record OfParameter(Parameter parameter, List<String> path) implements ValueSource {
        @Override
        public @Nullable Object value(ValidRequest request, Caller caller) {
            return reach(request.parameters().get(parameter.name()), path);
        }

        @Override
        public Violation violation(String below, String detail) {
            return new Violation(parameter.in().name().toLowerCase(Locale.ROOT), parameter.name(), detail);
        }
    }

    /** The body, or a property of it. */
    record OfBody(List<String> path) implements ValueSource {
        @Override
        public @Nullable Object value(ValidRequest request, Caller caller) {
            return reach(request.body(), path);
        }

        @Override
        public Violation violation(String below, String detail) {
            return new Violation("body", path.stream().reduce("", JsonPointers::child) + below, detail);
        }
    }

    /** Something that the token says about the caller. */
    record OfCaller(CallerAttribute attribute, List<String> path) implements ValueSource {
        @Override
        public @Nullable Object value(ValidRequest request, Caller caller) {
            return reach(attribute.of(caller), path);
        }

        @Override
        public @Nullable Violation violation(String below, String detail) {
            return null;
        }
    }

    /** What SQL may know of the caller. */
    enum CallerAttribute {
        OID,
        SUB,
        TID,
        ROLES,
        CLAIMS;

        private @Nullable Object of(Caller caller) {
            return switch (this) {
                case OID -> caller.objectId();
                case SUB -> caller.subject();
                case TID -> caller.tenantId();
                case ROLES -> new JsonArray(caller.roles().stream().sorted().toList());
                case CLAIMS -> caller.claims();
            };
        }
    }

    private static @Nullable Object reach(@Nullable Object value, List<String> path) {
        Object reached = value;
        for (String name : path) {
            if (!(reached instanceof JsonObject object)) {
                return null;
            }
            reached = object.getValue(name);
        }
        return reached;
    }
}
