package dev.verge.contract;

import dev.verge.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract (OpenAPI 3.1, Operation Object).
 *
 * @param operationId its name, unique in the contract
 * @param method the HTTP method in upper case
 * @param path where it is served
 * @param parameters its own and those of its path, the own ones winning
 * @param body what it reads; null when it reads nothing
 * @param answer its one successful answer
 * @param security who may call
 * @param extension what {@code x-verge} says
 * @param location where it stands in the contract
 */
public record Operation(
        String operationId,
        String method,
        PathTemplate path,
        List<Parameter> parameters,
        @Nullable RequestBody body,
        Answer answer,
        Security security,
        OperationExtension extension,
        Location location) {

    /** Takes copies. */
    public Operation {
        parameters = List.copyOf(parameters);
    }
}
