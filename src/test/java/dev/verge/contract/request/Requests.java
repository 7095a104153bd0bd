package dev.verge.contract.request;

import dev.verge.contract.Answer;
import dev.verge.contract.Operation;
import dev.verge.contract.OperationExtension;
import dev.verge.contract.Parameter;
import dev.verge.contract.Parameter.In;
import dev.verge.contract.Parameter.Style;
import dev.verge.contract.PathTemplate;
import dev.verge.contract.RequestBody;
import dev.verge.contract.RequestHead;
import dev.verge.contract.Security;
import dev.verge.contract.document.Place;
import dev.verge.contract.schema.Schema;
import dev.verge.contract.schema.Schemas;
import dev.verge.contract.schema.dialect.Dialect;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/** Builds operations and requests for tests. */
final class Requests {
    static final Location HERE = Location.of("openapi.yaml");

    private Requests() {}

    static Schema schema(String yaml) {
        Mistakes mistakes = new Mistakes();
        var document = SourceDocument.parse(yaml, "s.yaml", mistakes).orElseThrow();
        var schema =
                new Schemas(Map.of("s.yaml", document), Dialect.OPENAPI_3_1, mistakes).at(Place.of(document, "s.yaml"));
        return mistakes.refuseAnyIn(schema).orElseThrow();
    }

    static Parameter parameter(String name, In in, Style style, boolean explode, String schema) {
        return new Parameter(name, in, in == In.PATH, style, explode, false, null, schema(schema), HERE);
    }

    static Parameter query(String name, String schema) {
        return parameter(name, In.QUERY, Style.FORM, true, schema);
    }

    static Operation operation(RequestBody body, Parameter... parameters) {
        return new Operation(
                "test",
                "POST",
                new PathTemplate("/", List.of()),
                List.of(parameters),
                body,
                new Answer(204, Answer.Shape.NONE, null, null, HERE),
                new Security(List.of()),
                OperationExtension.standard("test.sql"),
                HERE);
    }

    static RequestBody body(String mediaType, String schema) {
        return new RequestBody(true, Map.of(mediaType, schema(schema)), HERE);
    }

    static RequestHead head(Map<String, String> path, String query, String... headers) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(headers[i], headers[i + 1]);
        }
        return new RequestHead(path, query, fields);
    }
}
