package dev.verge.contract.request.parameter;

import dev.verge.contract.Parameter;
import dev.verge.contract.Parameter.In;
import dev.verge.contract.RequestHead;
import dev.verge.contract.request.parameter.PairReader.Value;
import dev.verge.contract.request.text.Pairs;
import dev.verge.contract.request.text.TextValues;
import dev.verge.contract.request.text.Texts;
import dev.verge.contract.request.text.UnreadableException;
import dev.verge.contract.schema.Schema;
import dev.verge.contract.schema.evaluation.Finding;
import dev.verge.contract.schema.value.Budget;
import dev.verge.problem.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of an operation from wherever they stand. */
public final class ParameterValidator {
    /** More than this helps nobody; a hostile query could name thousands. */
    private static final int MAXIMUM_UNKNOWN = 20;

    private final List<Reader> readers = new ArrayList<>();
    private final List<Reader> inQuery;
    private final boolean cookies;
    private final boolean unknownQueryParameters;

    /**
     * One parameter and what reads it.
     *
     * @param others which names in the same place other parameters claim
     */
    private record Reader(Parameter parameter, StyleReader style, PairReader pairs, Predicate<String> others) {
        String in() {
            return parameter.in().name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Prepares the reading of parameters.
     *
     * @param unknownQueryParameters whether query parameters that the contract does not know are accepted
     */
    public ParameterValidator(List<Parameter> parameters, boolean unknownQueryParameters) {
        this.unknownQueryParameters = unknownQueryParameters;
        for (Parameter parameter : parameters) {
            List<PairReader> others = parameters.stream()
                    .filter(other -> !other.name().equals(parameter.name()) && other.in() == parameter.in())
                    .map(PairReader::new)
                    .toList();
            readers.add(
                    new Reader(parameter, new StyleReader(parameter), new PairReader(parameter), name -> others.stream()
                            .anyMatch(other -> other.claims(name))));
        }
        this.inQuery =
                readers.stream().filter(each -> each.parameter.in() == In.QUERY).toList();
        this.cookies = parameters.stream().anyMatch(each -> each.in() == In.COOKIE);
    }

    /** The values by name; what is wrong is added to the violations. */
    public Map<String, @Nullable Object> read(RequestHead head, Budget budget, List<Violation> violations) {
        Pairs query = Pairs.ofQuery(head.query(), "query", violations);
        Pairs fromCookies = Pairs.ofCookies(cookies ? head.headers().getAll("Cookie") : List.of());
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Reader reader : readers) {
            try {
                Optional<Value> value = value(reader, head, query, fromCookies);
                accept(reader, value, values, budget, violations);
            } catch (UnreadableException e) {
                refuse(reader, e.finding(), violations);
            }
        }
        if (!unknownQueryParameters) {
            refuseUnknown(query, violations);
        }
        return values;
    }

    private static Optional<Value> value(Reader reader, RequestHead head, Pairs query, Pairs cookies) {
        Parameter parameter = reader.parameter;
        return switch (parameter.in()) {
            case QUERY -> reader.pairs.read(query, reader.others);
            case COOKIE -> reader.pairs.read(cookies, reader.others);
            case PATH -> {
                String raw = head.pathParameters().get(parameter.name());
                yield raw == null ? Optional.empty() : Optional.of(new Value(reader.style.read(raw)));
            }
            case HEADER -> {
                List<String> fields = head.headers().getAll(parameter.name());
                yield fields.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Value(reader.style.read(field(parameter, fields))));
            }
        };
    }

    /** Several fields of one name are one list (RFC 9110, section 5.3), which only a list or an object can be. */
    private static String field(Parameter parameter, List<String> fields) {
        var shape = parameter.schema().shape();
        boolean list =
                parameter.contentType() == null && (TextValues.wantsArray(shape) || TextValues.wantsObject(shape));
        if (fields.size() > 1 && !list) {
            throw new UnreadableException("stands " + fields.size() + " times (expected: once)");
        }
        return String.join(",", fields);
    }

    private static void accept(
            Reader reader,
            Optional<Value> present,
            Map<String, @Nullable Object> values,
            Budget budget,
            List<Violation> violations) {
        Parameter parameter = reader.parameter;
        Schema schema = parameter.schema();
        if (present.isPresent()) {
            Schema.Checked checked = schema.check(present.get().value(), budget);
            checked.findings().forEach(each -> refuse(reader, each, violations));
            values.put(parameter.name(), checked.value());
        } else if (parameter.required()) {
            refuse(reader, new Finding("", "is missing"), violations);
        } else {
            Object value = schema.defaultValue();
            if (value != null) {
                values.put(parameter.name(), value);
            }
        }
    }

    private static void refuse(Reader reader, Finding finding, List<Violation> violations) {
        String at = finding.pointer().isEmpty() ? "" : Texts.storable(finding.pointer()) + " ";
        violations.add(new Violation(reader.in(), reader.parameter.name(), at + finding.detail()));
    }

    private void refuseUnknown(Pairs query, List<Violation> violations) {
        if (query.list().isEmpty() || inQuery.stream().anyMatch(each -> each.pairs.takesOthers())) {
            return;
        }
        query.list().stream()
                .map(Pairs.Pair::name)
                .distinct()
                .filter(name -> inQuery.stream().noneMatch(each -> each.pairs.claims(name)))
                .limit(MAXIMUM_UNKNOWN)
                .forEach(name -> violations.add(new Violation("query", Texts.storable(name), "is not known")));
    }
}
