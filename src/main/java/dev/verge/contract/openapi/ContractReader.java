package dev.verge.contract.openapi;

import dev.verge.contract.Contract;
import dev.verge.contract.Operation;
import dev.verge.contract.document.Documents;
import dev.verge.contract.document.Place;
import dev.verge.contract.document.References;
import dev.verge.contract.openapi.structure.StructureCheck;
import dev.verge.contract.schema.Schemas;
import dev.verge.contract.schema.dialect.Dialect;
import dev.verge.source.Mistakes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an OpenAPI document and the files that it refers to. */
public final class ContractReader {
    private static final Pattern VERSION = Pattern.compile("3\\.([01])(\\.[0-9]+.*)?");

    private static final Contract NOTHING = new Contract(List.of(), false);

    private final Documents documents;
    private final Mistakes mistakes;

    private ContractReader(Documents documents, Mistakes mistakes) {
        this.documents = documents;
        this.mistakes = mistakes;
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
    public static Contract read(Path conf, String file, Mistakes mistakes) {
        int before = mistakes.count();
        Documents documents = Documents.load(conf, file, mistakes);
        boolean whole = mistakes.count() == before;
        return documents
                .file(file)
                .map(root -> new ContractReader(documents, mistakes).read(root, whole))
                .orElse(NOTHING);
    }

    private Contract read(Place root, boolean whole) {
        Optional<Boolean> openApi30 = isOpenApi30(root);
        if (openApi30.isEmpty()) {
            return NOTHING;
        }
        var references = new References(documents, mistakes);
        var schemas = new Schemas(
                documents.readable(), openApi30.get() ? Dialect.OPENAPI_3_0 : Dialect.OPENAPI_3_1, mistakes);
        new StructureCheck(references, schemas, mistakes, openApi30.get()).check(root);
        var readers = new OperationReader(
                new ParameterReader(references, schemas, mistakes),
                new RequestBodyReader(references, schemas, mistakes),
                new AnswerReader(references, schemas, mistakes),
                new SecurityReader(root, references, mistakes),
                new ExtensionReader(mistakes),
                mistakes);
        Contract contract = new PathsReader(references, readers, mistakes).read(root);
        return new Contract(withoutDuplicates(contract.operations()), whole && contract.complete());
    }

    /** Empty, and a mistake, for a version whose meaning is not known. */
    private Optional<Boolean> isOpenApi30(Place root) {
        String version = root.member("openapi").map(Place::words).orElse("missing");
        if (root.member("swagger").isPresent()) {
            version = "Swagger " + root.member("swagger").map(Place::words).orElse("");
        }
        var matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            String key = root.member("swagger").isPresent() ? "swagger" : "openapi";
            mistakes.add(root.location(key), "openapi", version, "3.1 or 3.0, as in openapi: 3.1.0");
            return Optional.empty();
        }
        return Optional.of(matcher.group(1).equals("0"));
    }

    private List<Operation> withoutDuplicates(List<Operation> operations) {
        Map<String, Operation> named = new HashMap<>();
        Set<Operation> duplicates = new HashSet<>();
        for (Operation operation : operations) {
            Operation first = named.putIfAbsent(operation.operationId(), operation);
            if (first != null) {
                duplicates.add(operation);
            }
        }
        return operations.stream()
                .filter(operation -> !duplicates.contains(operation))
                .toList();
    }
}
