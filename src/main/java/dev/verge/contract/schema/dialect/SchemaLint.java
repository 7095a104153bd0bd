package dev.verge.contract.schema.dialect;

import dev.verge.contract.document.Place;
import dev.verge.contract.schema.value.EcmaPattern;
import dev.verge.contract.schema.value.JsonValues;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;

/** Reports what is not a schema: unknown keywords, operands of a wrong kind, broken patterns. */
public final class SchemaLint {
    private final Dialect dialect;
    private final Mistakes mistakes;

    /** Adds what it finds to the mistakes. */
    public SchemaLint(Dialect dialect, Mistakes mistakes) {
        this.dialect = dialect;
        this.mistakes = mistakes;
    }

    /** Checks one schema, not those inside it; whether nothing is wrong. */
    public boolean check(Place schema) {
        int before = mistakes.count();
        if (schema.isObject()) {
            schema.members().forEach(this::check);
        } else if (!(schema.value() instanceof Boolean)) {
            mistakes.add(schema.location(), "schema", schema.value(), KeywordKind.SCHEMA.expected());
        }
        return mistakes.count() == before;
    }

    private void check(String keyword, Place operand) {
        KeywordKind kind = KeywordKind.of(keyword, dialect);
        if (kind == null) {
            if (dialect != Dialect.JSON_SCHEMA && !keyword.startsWith("x-")) {
                mistakes.addUnknown(operand.location(), "keyword", keyword, KeywordKind.keywords(dialect));
            }
        } else if (!kind.allows(operand.value())) {
            mistakes.add(operand.location(), keyword, JsonValues.brief(operand.value()), kind.expected());
        } else if (keyword.equals("pattern")) {
            checkPattern(operand.location(), String.valueOf(operand.value()));
        } else if (keyword.equals("patternProperties")) {
            operand.members().forEach((pattern, schema) -> checkPattern(schema.location(), pattern));
        }
    }

    private void checkPattern(Location location, String pattern) {
        EcmaPattern.reason(pattern)
                .ifPresent(reason -> mistakes.add(
                        location, "pattern", JsonValues.brief(pattern), "a regular expression; " + reason));
    }
}
