package dev.verge.contract.openapi;

import dev.verge.contract.Contract;
import dev.verge.contract.Operation;
import dev.verge.contract.document.ContractSchemas;
import dev.verge.contract.document.Documents;
import dev.verge.contract.document.Place;
import dev.verge.contract.document.References;
import dev.verge.contract.document.StructureCheck;
import dev.verge.contract.schema.Schemas;
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

    private final Documents documents;
    private final Mistakes mistakes;

    private ContractReader(Documents documents, Mistakes mistakes) {
        this.documents = documents;
        this.mistakes = mistakes;
    }

    /** Reads as {@link Contract#load} says. */
    public static Contract read(Path conf, String file, Mistakes mistakes) {
        Documents documents = Documents.load(conf, file, mistakes);
        List<Operation> operations = documents
                .file(file)
                .map(root -> new ContractReader(documents, mistakes).read(root))
                .orElse(List.of());
        return new Contract(operations);
    }

    private List<Operation> read(Place root) {
        Optional<Boolean> openApi30 = isOpenApi30(root);
        if (openApi30.isEmpty()) {
            return List.of();
        }
        var references = new References(documents, mistakes);
        var schemas = new ContractSchemas(new Schemas(documents.readable(), openApi30.get()), mistakes);
        new StructureCheck(references, schemas, mistakes, openApi30.get()).check(root);
        var readers = new OperationReader(
                new ParameterReader(references, schemas, mistakes),
                new RequestBodyReader(references, schemas, mistakes),
                new AnswerReader(references, schemas, mistakes),
                new SecurityReader(root, references, mistakes),
                new ExtensionReader(mistakes),
                mistakes);
        List<Operation> operations = new PathsReader(references, readers, mistakes).read(root);
        return withoutDuplicates(operations);
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
