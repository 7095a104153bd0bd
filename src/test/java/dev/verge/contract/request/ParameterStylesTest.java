package dev.verge.contract.request;

import static dev.verge.contract.request.Requests.head;
import static dev.verge.contract.request.Requests.operation;
import static dev.verge.contract.request.Requests.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.contract.Parameter.In;
import dev.verge.contract.Parameter.Style;
import dev.verge.contract.RequestHead;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of OpenAPI 3.1, "Style Examples", row by row, and what its prose adds. */
class ParameterStylesTest {
    private static final String ARRAY = "{type: array, items: {type: string}}";
    private static final String OBJECT =
            "{type: object, properties: {R: {type: integer}, G: {type: integer}, B: {type: integer}}}";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " & ",
            value = {
                "PATH & MATRIX & false & string & ;color & ''",
                "PATH & MATRIX & false & string & ;color=blue & blue",
                "PATH & MATRIX & false & array & ;color=blue,black,brown & [\"blue\",\"black\",\"brown\"]",
                "PATH & MATRIX & false & object & ;color=R,100,G,200,B,150 & {\"R\":100,\"G\":200,\"B\":150}",
                "PATH & MATRIX & true & string & ;color=blue & blue",
                "PATH & MATRIX & true & array & ;color=blue;color=black & [\"blue\",\"black\"]",
                "PATH & MATRIX & true & object & ;R=100;G=200;B=150 & {\"R\":100,\"G\":200,\"B\":150}",
                "PATH & LABEL & false & string & . & ''",
                "PATH & LABEL & false & string & .blue & blue",
                "PATH & LABEL & false & array & .blue,black,brown & [\"blue\",\"black\",\"brown\"]",
                "PATH & LABEL & false & object & .R,100,G,200,B,150 & {\"R\":100,\"G\":200,\"B\":150}",
                "PATH & LABEL & true & array & .blue.black.brown & [\"blue\",\"black\",\"brown\"]",
                "PATH & LABEL & true & object & .R=100.G=200.B=150 & {\"R\":100,\"G\":200,\"B\":150}",
                "PATH & SIMPLE & false & string & bl%2Cue & bl,ue",
                "PATH & SIMPLE & false & array & blue,bl%2Cack & [\"blue\",\"bl,ack\"]",
                "PATH & SIMPLE & false & object & R,100,G,200,B,150 & {\"R\":100,\"G\":200,\"B\":150}",
                "PATH & SIMPLE & true & object & R=100,G=200,B=150 & {\"R\":100,\"G\":200,\"B\":150}",
                "HEADER & SIMPLE & false & array & blue, black & [\"blue\",\"black\"]",
                "HEADER & SIMPLE & true & object & R=100,G=200,B=150 & {\"R\":100,\"G\":200,\"B\":150}",
                "COOKIE & FORM & false & string & color=blue & blue",
                "COOKIE & FORM & false & array & color=blue,black & [\"blue\",\"black\"]",
                "QUERY & FORM & false & string & color= & ''",
                "QUERY & FORM & false & string & color=a+b%20c%2B & a b c+",
                "QUERY & FORM & false & array & color=blue,black,brown & [\"blue\",\"black\",\"brown\"]",
                "QUERY & FORM & false & object & color=R,100,G,200,B,150 & {\"R\":100,\"G\":200,\"B\":150}",
                "QUERY & FORM & true & array & color=blue&color=black & [\"blue\",\"black\"]",
                "QUERY & FORM & true & object & R=100&G=200&B=150 & {\"R\":100,\"G\":200,\"B\":150}",
                "QUERY & SPACE_DELIMITED & false & array & color=blue%20black%20brown & [\"blue\",\"black\",\"brown\"]",
                "QUERY & SPACE_DELIMITED & false & object & color=R%20100%20G%20200 & {\"R\":100,\"G\":200}",
                "QUERY & PIPE_DELIMITED & false & array & color=blue%7Cblack%7Cbrown & [\"blue\",\"black\",\"brown\"]",
                "QUERY & PIPE_DELIMITED & false & array & color=blue|black & [\"blue\",\"black\"]",
                "QUERY & PIPE_DELIMITED & false & object & color=R%7C100%7CG%7C200 & {\"R\":100,\"G\":200}",
                "QUERY & DEEP_OBJECT & true & object & color%5BR%5D=100&color[G]=200 & {\"R\":100,\"G\":200}",
            })
    void readsValuesAsTheSpecificationWritesThem(
            In in, Style style, boolean explode, String kind, String raw, String expected) {
        String schema = kind.equals("array") ? ARRAY : kind.equals("object") ? OBJECT : "{type: string}";
        var operation = operation(null, parameter("color", in, style, explode, schema));
        RequestHead head =
                switch (in) {
                    case PATH -> head(Map.of("color", raw), null);
                    case QUERY -> head(Map.of(), raw);
                    case HEADER -> head(Map.of(), null, "Color", raw);
                    case COOKIE -> head(Map.of(), null, "Cookie", "other=1; " + raw);
                };
        var valid = new RequestValidator(operation, false).validate(head, null);
        assertThat(String.valueOf(valid.parameters().get("color"))).isEqualTo(expected);
    }
}
