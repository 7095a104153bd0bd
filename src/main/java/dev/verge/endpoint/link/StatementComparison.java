package dev.verge.endpoint.link;

import dev.verge.contract.Answer;
import dev.verge.contract.Operation;
import dev.verge.contract.schema.SchemaShape;
import dev.verge.database.statement.StatementDescription;
import dev.verge.database.statement.StatementDescription.Column;
import dev.verge.database.type.PostgresType;
import dev.verge.database.type.TypeKind;
import dev.verge.endpoint.plan.ValueSource;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.NearestWord;
import dev.verge.sql.SqlStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Compares what PostgreSQL says about the statements of one operation with what its contract says. */
final class StatementComparison {
    private final Operation operation;
    private final Mistakes mistakes;

    StatementComparison(Operation operation, Mistakes mistakes) {
        this.operation = operation;
        this.mistakes = mistakes;
    }

    /** Each input's schema must fit the type that PostgreSQL takes. */
    void compareInputs(SqlStatement statement, List<ValueSource> sources, StatementDescription description) {
        for (int i = 0; i < sources.size(); i++) {
            var input = statement.inputs().get(i);
            PostgresType type = description.parameters().get(i);
            for (SchemaShape shape : InputShapes.of(sources.get(i), operation)) {
                TypeComparison.taken(shape, type)
                        .ifPresent(fitting -> mistakes.add(
                                statement.locate(input),
                                input + ": is " + TypeComparison.words(shape) + " in the contract's "
                                        + operation.operationId() + " and " + type.name() + " in SQL (expected: "
                                        + fitting + ")"));
            }
        }
    }

    /** A rule returns one column, a boolean. */
    void compareRule(SqlStatement rule, StatementDescription description) {
        if (!decides(description)) {
            mistakes.add(rule.location(), "returns " + columns(description) + " (expected: one boolean column)");
        }
    }

    static boolean decides(StatementDescription rule) {
        return rule.columns().size() == 1 && rule.columns().get(0).type().kind() == TypeKind.BOOLEAN;
    }

    /** The statement's columns must keep what the answer's schema promises. */
    void compareAnswer(SqlStatement statement, StatementDescription description) {
        Answer answer = operation.answer();
        if (answer.shape() == Answer.Shape.NONE || answer.schema() == null) {
            return;
        }
        Location file = statement.location();
        if (description.columns().isEmpty()) {
            mistakes.add(
                    file,
                    "returns no columns (expected: those of the answer " + answer.status() + " of "
                            + operation.operationId() + "; add RETURNING)");
            return;
        }
        refuseTwins(file, description.columns());
        SchemaShape element = element(answer);
        if (isScalar(answer)) {
            compareScalar(file, description, element);
        } else {
            compareObject(file, description, element);
        }
    }

    /** Whether an answer of many rows is an array of values, each the one column of its row. */
    static boolean isScalar(Answer answer) {
        return answer.shape() == Answer.Shape.ROWS
                && !element(answer).types().isEmpty()
                && !element(answer).types().contains("object");
    }

    private static SchemaShape element(Answer answer) {
        SchemaShape shape = Objects.requireNonNull(answer.schema(), "schema").shape();
        if (answer.shape() == Answer.Shape.ROW) {
            return shape;
        }
        return shape.items() == null
                ? new SchemaShape(Set.of(), null, List.of(), Map.of(), Set.of(), true, null)
                : shape.items();
    }

    private void refuseTwins(Location file, List<Column> columns) {
        var seen = new HashSet<String>();
        for (Column column : columns) {
            if (!seen.add(column.name())) {
                mistakes.add(file, "column " + column.name() + ": stands twice (expected: each name once)");
            }
        }
    }

    private void compareScalar(Location file, StatementDescription description, SchemaShape element) {
        if (description.columns().size() != 1) {
            mistakes.add(
                    file,
                    "returns " + columns(description) + " (expected: one, as the answer of " + operation.operationId()
                            + " is an array of " + TypeComparison.words(element) + ")");
            return;
        }
        compareColumn(file, description.columns().get(0), element);
    }

    private void compareObject(Location file, StatementDescription description, SchemaShape object) {
        boolean closed = !object.open() && !object.properties().isEmpty();
        Set<String> names = new TreeSet<>();
        Set<String> meant = new TreeSet<>();
        for (Column column : description.columns()) {
            names.add(column.name());
            SchemaShape property = object.property(column.name());
            if (property != null) {
                compareColumn(file, column, property);
            } else if (closed) {
                NearestWord.of(column.name(), object.properties().keySet()).ifPresent(meant::add);
                mistakes.addUnknown(
                        file,
                        "column for the answer of " + operation.operationId(),
                        column.name(),
                        new TreeSet<>(object.properties().keySet()));
            }
        }
        for (String required : new TreeSet<>(object.required())) {
            if (!names.contains(required) && !meant.contains(required)) {
                mistakes.add(
                        file,
                        "column " + required + ": is missing (expected: a column for the required property " + required
                                + " of " + operation.operationId() + ")");
            }
        }
    }

    private void compareColumn(Location file, Column column, SchemaShape shape) {
        String type = column.type().name();
        TypeComparison.given(column.type(), shape)
                .ifPresentOrElse(expected -> refuse(file, column, type, expected), () -> {
                    if (column.nullable() && !TypeComparison.allowsNull(shape)) {
                        refuse(file, column, type + " that may be NULL", TypeComparison.words(shape) + ", never null");
                    }
                });
    }

    private void refuse(Location file, Column column, String found, String expected) {
        mistakes.add(
                file,
                "column " + column.name() + ": " + found + " (expected: " + expected + ", as the answer of "
                        + operation.operationId() + " says at "
                        + operation.answer().location() + ")");
    }

    private static String columns(StatementDescription description) {
        List<String> columns = description.columns().stream()
                .map(column -> column.name() + " " + column.type().name())
                .toList();
        return columns.isEmpty() ? "no columns" : "the columns " + String.join(", ", columns);
    }
}
