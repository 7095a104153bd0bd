package dev.verge.endpoint.link;

import dev.verge.contract.Operation;
import dev.verge.contract.schema.SchemaShape;
import dev.verge.endpoint.plan.ValueSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known at start about the values that a SQL input will get. */
final class InputShapes {
    private static final SchemaShape TEXT = ofType("string", null);

    private InputShapes() {}

    /** The shapes that a value may have, one for each media type of a body. */
    static List<SchemaShape> of(ValueSource source, Operation operation) {
        if (source instanceof ValueSource.OfParameter ofParameter) {
            return reach(Stream.of(ofParameter.parameter().schema().shape()), ofParameter.path());
        }
        if (source instanceof ValueSource.OfBody ofBody && operation.body() != null) {
            return reach(operation.body().content().values().stream().map(schema -> schema.shape()), ofBody.path());
        }
        if (source instanceof ValueSource.OfCaller ofCaller) {
            return switch (ofCaller.attribute()) {
                case OID, SUB, TID -> List.of(TEXT);
                case ROLES -> List.of(ofType("array", TEXT));
                case CLAIMS -> ofCaller.path().isEmpty() ? List.of(ofType("object", null)) : List.of();
            };
        }
        return List.of();
    }

    private static List<SchemaShape> reach(Stream<SchemaShape> shapes, List<String> path) {
        Stream<SchemaShape> reached = shapes;
        for (String name : path) {
            reached = reached.flatMap(shape -> Stream.ofNullable(shape.property(name)));
        }
        return reached.toList();
    }

    private static SchemaShape ofType(String type, @Nullable SchemaShape items) {
        return new SchemaShape(Set.of(type), null, List.of(), Map.of(), Set.of(), true, items);
    }
}
