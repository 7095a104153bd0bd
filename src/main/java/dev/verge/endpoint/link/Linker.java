package dev.verge.endpoint.link;

import dev.verge.contract.Contract;
import dev.verge.contract.Operation;
import dev.verge.endpoint.OperationHandler;
import dev.verge.endpoint.link.Draft.DraftStatement;
import dev.verge.endpoint.plan.ValueSource;
import dev.verge.source.JsonPointers;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.sql.SqlInput;
import dev.verge.sql.SqlStatement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Links the operations of a contract with their SQL files and Java handlers, as far as text goes. Reads files. */
public final class Linker {
    /** Stands for an input that is a mistake, so that the database is asked about the rest of its statement. */
    private static final ValueSource UNKNOWN =
            new ValueSource.OfCaller(ValueSource.CallerAttribute.CLAIMS, List.of(""));

    private final Path conf;
    private final Duration maximumDeadline;
    private final Map<String, OperationHandler> handlers;
    private final Mistakes mistakes;

    /**
     * Takes what contracts are linked with.
     *
     * @param conf the directory of the operator's files
     * @param maximumDeadline the longest deadline that an operation may name
     * @param handlers the Java handlers that were found
     * @param mistakes where everything that does not fit is added
     */
    public Linker(Path conf, Duration maximumDeadline, Iterable<OperationHandler> handlers, Mistakes mistakes) {
        this.conf = conf;
        this.maximumDeadline = maximumDeadline;
        this.mistakes = mistakes;
        this.handlers = new HashMap<>();
        for (OperationHandler handler : handlers) {
            if (this.handlers.put(handler.operationId(), handler) != null) {
                mistakes.add(at(handler), handler.operationId() + ": is claimed by two handlers (expected: one)");
            }
        }
    }

    /** Every operation, linked as far as it can be; what does not link is added to the mistakes. */
    public List<Draft> draft(Contract contract) {
        var files = new SqlDirectory(conf, mistakes);
        var drafts = new ArrayList<Draft>();
        var names = new TreeSet<String>();
        for (Operation operation : contract.operations()) {
            names.add(operation.operationId());
            drafts.add(link(operation, files));
        }
        // Otherwise the operation that they belong to may be there and not readable.
        if (contract.complete()) {
            files.refuseUnused();
            handlers.values().stream()
                    .filter(handler -> !names.contains(handler.operationId()))
                    .forEach(handler -> mistakes.addUnknown(at(handler), "operationId", handler.operationId(), names));
        }
        return drafts;
    }

    private Draft link(Operation operation, SqlDirectory files) {
        checkDeadline(operation);
        OperationHandler handler = handlers.get(operation.operationId());
        String file = operation.extension().sql();
        if (handler != null && !file.isEmpty() && files.has(file)) {
            mistakes.add(at(handler), operation.operationId() + ": is answered by " + file + " too (expected: one)");
        }
        DraftStatement statement = handler == null && !file.isEmpty() ? statement(operation, file, "sql", files) : null;
        String allow = operation.extension().allow();
        DraftStatement rule = allow == null ? null : statement(operation, SqlDirectory.RULES + allow, "allow", files);
        return new Draft(operation, handler, statement, rule);
    }

    private void checkDeadline(Operation operation) {
        Duration deadline = operation.extension().deadline();
        if (deadline != null && deadline.compareTo(maximumDeadline) > 0) {
            mistakes.add(
                    user(operation, "deadline"),
                    "deadline",
                    deadline.toMillis() + "ms",
                    "at most deadline.maximum of verge.yaml, " + maximumDeadline.toMillis() + "ms");
        }
    }

    private @Nullable DraftStatement statement(Operation operation, String file, String key, SqlDirectory files) {
        return files.statement(file, user(operation, key))
                .map(statement -> inputs(operation, statement))
                .orElse(null);
    }

    private DraftStatement inputs(Operation operation, SqlStatement statement) {
        var linker = new InputLinker(operation, mistakes);
        var sources = new ArrayList<ValueSource>();
        for (SqlInput input : statement.inputs()) {
            sources.add(linker.link(input, statement.locate(input)).orElse(UNKNOWN));
        }
        return new DraftStatement(statement, sources);
    }

    private static Location user(Operation operation, String key) {
        Location at = operation.location();
        String pointer = JsonPointers.child(JsonPointers.child(at.pointer(), "x-verge"), key);
        return new Location(at.file(), at.line(), pointer);
    }

    private static Location at(OperationHandler handler) {
        return Location.of(handler.getClass().getName());
    }
}
