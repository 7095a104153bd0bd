package dev.verge;

import dev.verge.contract.Operation;
import dev.verge.contract.Parameter;
import dev.verge.contract.Security.Requirement;
import dev.verge.development.SampleCaller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Callers to try an API with when its conf names none: one for each way in that the contract knows. */
final class DerivedCallers {
    private DerivedCallers() {}

    static List<SampleCaller> of(List<Operation> operations) {
        var callers = new ArrayList<SampleCaller>();
        var seen = new HashSet<Requirement>();
        for (Operation operation : operations) {
            for (Requirement requirement : operation.security().alternatives()) {
                if (isSimple(operation) && seen.add(requirement)) {
                    callers.add(caller(requirement, operation));
                }
            }
        }
        return callers;
    }

    /** A path to try without a token, if there is one. */
    static Optional<String> publicPath(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.security().isPublic() && isSimple(operation))
                .map(operation -> operation.path().template())
                .findFirst();
    }

    /** A request that needs nothing but its path. */
    private static boolean isSimple(Operation operation) {
        return operation.method().equals("GET")
                && operation.parameters().stream().noneMatch(Parameter::required);
    }

    private static SampleCaller caller(Requirement requirement, Operation operation) {
        var names = new ArrayList<>(requirement.roles());
        names.addAll(requirement.scopes());
        String name = names.isEmpty() ? "anyone" : String.join("-", names).replaceAll("[^A-Za-z0-9-]", "-");
        String oid =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return new SampleCaller(
                name,
                oid,
                requirement.roles(),
                requirement.scopes(),
                "GET " + operation.path().template(),
                null);
    }
}
