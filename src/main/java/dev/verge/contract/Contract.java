package dev.verge.contract;

import dev.verge.contract.openapi.ContractReader;
import dev.verge.source.Mistakes;
import java.nio.file.Path;
import java.util.List;

/**
 * The contract of an API.
 *
 * @param operations its operations, in the order of the document
 */
public record Contract(List<Operation> operations) {

    /** Takes a copy. */
    public Contract {
        operations = List.copyOf(operations);
    }

    /**
     * Loads an OpenAPI 3.0 or 3.1 document with the files that it refers to. Every mistake is added to the list; the
     * result holds the operations that could be read all the same, so that what refers to them can be checked in the
     * same run. With a mistake in the list it must not be served. Blocks: for start and reload only.
     *
     * <p>A path in {@code servers} is not part of Verge's routes: it says where a proxy puts them. Webhooks, callbacks
     * and links are accepted and have no effect.
     *
     * @param conf the directory of the operator's files; no reference may leave it
     * @param file the document's name inside it
     */
    public static Contract load(Path conf, String file, Mistakes mistakes) {
        return ContractReader.read(conf, file, mistakes);
    }
}
