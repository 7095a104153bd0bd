package dev.verge.contract.openapi;

import dev.verge.contract.Contract;
import dev.verge.contract.Operation;
import dev.verge.contract.PathTemplate;
import dev.verge.contract.document.Place;
import dev.verge.contract.document.References;
import dev.verge.source.Mistakes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the Paths Object: routes, and the operations behind them. */
final class PathsReader {
    private static final List<String> SERVED = List.of("get", "post", "put", "patch", "delete");

    private static final Map<String, String> REFUSED = new LinkedHashMap<>(Map.of(
            "head", "HEAD is answered from get",
            "options", "OPTIONS is answered from the methods of the path",
            "trace", "TRACE would send a caller's credentials back"));

    private final References references;
    private final OperationReader operations;
    private final Mistakes mistakes;
    private final PathTemplateReader templates;
    private boolean complete = true;

    PathsReader(References references, OperationReader operations, Mistakes mistakes) {
        this.references = references;
        this.operations = operations;
        this.mistakes = mistakes;
        this.templates = new PathTemplateReader(mistakes);
    }

    Contract read(Place root) {
        Map<String, Place> paths =
                new LinkedHashMap<>(root.member("paths").map(Place::members).orElse(Map.of()));
        paths.keySet().removeIf(path -> path.startsWith("x-"));
        if (paths.isEmpty()) {
            refuseNothing(root);
        }
        List<Operation> read = new ArrayList<>();
        Map<String, String> routes = new HashMap<>();
        paths.forEach((path, item) -> {
            Optional<PathTemplate> template = templates.read(path, item.location());
            template.ifPresent(parsed -> refuseDuplicate(parsed, item, routes));
            Optional<Place> resolved = references.resolve(item);
            List<Operation> found = resolved.map(
                            there -> operationsOf(template.orElse(PathTemplateReader.guess(path)), there))
                    .orElse(List.of());
            complete &= template.isPresent()
                    && resolved.filter(PathsReader::isReadable).isPresent();
            read.addAll(template.isPresent() ? found : List.of());
        });
        return new Contract(read, complete && operations.isComplete());
    }

    private void refuseNothing(Place root) {
        complete = false;
        boolean readable = root.member("paths").map(Place::isObject).orElse(!root.misspells("paths"));
        if (readable) {
            mistakes.add(root.location("paths"), "paths: nothing to serve (expected: at least one path)");
        }
    }

    /** OpenAPI calls templates that differ in names only identical, whatever their methods. */
    private void refuseDuplicate(PathTemplate template, Place item, Map<String, String> routes) {
        String first = routes.putIfAbsent(PathTemplateReader.signature(template), template.template());
        if (first != null) {
            mistakes.add(
                    item.location(), "path", template.template(), "a route of its own; " + first + " matches the same");
        }
    }

    /** Whether no operation hides under a member that is not one of a path. */
    private static boolean isReadable(Place item) {
        return item.isObject()
                && item.members().entrySet().stream()
                        .allMatch(member -> SERVED.contains(member.getKey())
                                || member.getKey().startsWith("x-")
                                || !member.getValue().isObject());
    }

    private List<Operation> operationsOf(PathTemplate template, Place item) {
        List<Operation> read = new ArrayList<>();
        REFUSED.forEach((method, reason) -> item.member(method)
                .ifPresent(operation -> mistakes.add(
                        operation.location(), method + ": cannot be declared (expected: none; " + reason + ")")));
        for (String method : SERVED) {
            item.member(method)
                    .filter(Place::isObject)
                    .flatMap(operation -> operations.read(template, item, operation))
                    .ifPresent(read::add);
        }
        return read;
    }
}
