package dev.verge.contract.request;

import static dev.verge.contract.request.Requests.head;
import static dev.verge.contract.request.Requests.operation;
import static dev.verge.contract.request.Requests.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.contract.Parameter.In;
import dev.verge.contract.Parameter.Style;
import dev.verge.contract.RequestHead;
import dev.verge.problem.ProblemException;
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
        assertThat(read(in, style, explode, schema, raw)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " & ",
            value = {
                // What is encoded is data, wherever the same character would be a delimiter.
                "PATH & SIMPLE & false & ARRAY & a%2Cb,c & [\"a,b\",\"c\"]",
                "PATH & SIMPLE & false & TEXT & a%2Fb%3B%25 & a/b;%",
                "PATH & SIMPLE & false & TEXT & a+b & a+b",
                "PATH & SIMPLE & false & TEXT & %F0%9F%92%A9 & \uD83D\uDCA9",
                "PATH & SIMPLE & true & OBJECT & R=1%3D,G=2 & ! /R is text",
                "PATH & MATRIX & true & ARRAY & ;color=a%3Bb;color=c%3D & [\"a;b\",\"c=\"]",
                "PATH & MATRIX & false & ARRAY & ;c%6Flor=a,b & [\"a\",\"b\"]",
                "PATH & LABEL & true & OBJECT & .R=1.G=2 & {\"R\":1,\"G\":2}",
                "QUERY & FORM & false & ARRAY & color=a%2Cb,c & [\"a,b\",\"c\"]",
                "QUERY & FORM & false & ARRAY & color=a%2Cb%2Cc & [\"a,b,c\"]",
                "QUERY & FORM & true & ARRAY & color=a%26b&color=c%3Dd&color=e,f & [\"a&b\",\"c=d\",\"e,f\"]",
                "QUERY & FORM & false & OBJECT & color=R,1%2C,G,2 & ! /R is text",
                "QUERY & PIPE_DELIMITED & false & ARRAY & color=a,b%2Cc|d & [\"a,b,c\",\"d\"]",
                "QUERY & SPACE_DELIMITED & false & ARRAY & color=a+b%20c%2Bd & [\"a\",\"b\",\"c+d\"]",
                "QUERY & FORM & true & TEXT & color=/?:@!$'()*,;= & /?:@!$'()*,;=",
                "QUERY & FORM & true & TEXT & c%6Flor=a & a",
                "COOKIE & FORM & false & TEXT & color=\"a%20b+c\" & a b+c",
                "HEADER & SIMPLE & false & TEXT & a%20b, c & a%20b, c",
                // Nothing, and parts that are nothing.
                "PATH & MATRIX & false & ARRAY & ;color & []",
                "PATH & LABEL & false & ARRAY & . & []",
                "QUERY & FORM & false & ARRAY & color= & []",
                "QUERY & FORM & false & ARRAY & color & []",
                "QUERY & FORM & true & ARRAY & color= & [\"\"]",
                "QUERY & FORM & false & ARRAY & color=a,,b, & [\"a\",\"\",\"b\",\"\"]",
                "QUERY & FORM & false & OBJECT & color= & {}",
                "QUERY & FORM & true & NUMBER & color= & ! is text",
                "HEADER & SIMPLE & false & ARRAY & a , b,,c & [\"a\",\"b\",\"\",\"c\"]",
                "COOKIE & FORM & false & ARRAY & color= & []",
                // Null, where it is allowed and text is not.
                "QUERY & FORM & true & NULLABLE_NUMBER & color= & null",
                "QUERY & FORM & true & NULLABLE_NUMBER & color=null & null",
                "PATH & SIMPLE & false & NULLABLE_NUMBER & null & null",
                "QUERY & FORM & true & NULLABLE_NUMBERS & color= & null",
                "QUERY & FORM & false & NULLABLE_NUMBERS & color=null & null",
                "QUERY & FORM & false & NULLABLE_NUMBERS & color=1,2 & [1,2]",
                "QUERY & FORM & true & NULLABLE_TEXTS & color=null & [\"null\"]",
                "QUERY & FORM & true & NULLABLE_TEXT & color=null & null",
                "QUERY & FORM & true & NULLABLE_TEXT & color= & ''",
                "QUERY & FORM & false & NULLABLE_OBJECT & color=null & null",
                "QUERY & FORM & false & NUMBERS_OR_NULL & color=1,,null & [1,null,null]",
                // Types of elements and properties.
                "QUERY & FORM & false & TUPLE & color=1,a,true & [1,\"a\",true]",
                "QUERY & FORM & true & TUPLE & color=1&color=2&color=true & [1,\"2\",true]",
                "QUERY & FORM & false & MAP & color=a,1,b,2 & {\"a\":1,\"b\":2}",
                "QUERY & DEEP_OBJECT & true & MAP & color[a]=1&color[b]=2 & {\"a\":1,\"b\":2}",
                "QUERY & FORM & true & MAP & a=1&b=2 & {\"a\":1,\"b\":2}",
                "QUERY & FORM & false & PATTERNS & color=n1,1 & {\"n1\":1}",
                "QUERY & FORM & true & NUMBERS_OF_A_KIND & color=1&color=3 & [1,3]",
                "QUERY & FORM & true & NUMBERS_OF_A_KIND & color=2 & ! /0 is not one of: 1, 3",
                "QUERY & FORM & true & NUMBER & color=1.0 & 1.0",
                "PATH & SIMPLE & false & NUMBER & 1e2 & 1E+2",
                "QUERY & FORM & true & NUMBER_OR_TEXT & color=1e2 & 1e2",
                "QUERY & FORM & true & NUMBER_OR_TEXT & color=007 & 007",
                "QUERY & FORM & true & NUMBER_OR_TEXT & color=7 & 7",
                // Deep objects.
                "QUERY & DEEP_OBJECT & true & DEEP & color[in][list]=1&color[in][list]=2 & {\"in\":{\"list\":[1,2]}}",
                "QUERY & DEEP_OBJECT & true & DEEP & color[in][list][]=1 & {\"in\":{\"list\":[1]}}",
                "QUERY & DEEP_OBJECT & true & DEEP & color[in]=1&color[in][list]=2 & ! holds the property in twice",
                "QUERY & DEEP_OBJECT & true & DEEP & color[in][list][0]=1 & ! /in/list is an object",
                "QUERY & DEEP_OBJECT & true & DEEP & color[in][list]=1&color[in][list][0]=1 & ! holds the property list twice",
                "QUERY & DEEP_OBJECT & true & DEEP & color[in][list][0]=1&color[in][list]=1 & ! holds the property list twice",
                "QUERY & DEEP_OBJECT & true & DEEP & color[=1 & ! has a name with broken brackets",
                "QUERY & DEEP_OBJECT & true & DEEP & color[in]x=1 & ! has a name with broken brackets",
                "QUERY & DEEP_OBJECT & true & DEEP & color[]=1 & ! has a name with broken brackets",
                "QUERY & DEEP_OBJECT & true & DEEP & color[a][b][c][d][e][f][g][h][i][j][k]=1 & ! has a name with broken brackets",
                // Repetition.
                "QUERY & FORM & true & TEXT & color=a&color=b & ! stands 2 times (expected: once)",
                "QUERY & FORM & false & ARRAY & color=a&color=b & ! stands 2 times (expected: once)",
                "QUERY & SPACE_DELIMITED & true & ARRAY & color=a&color=b & [\"a\",\"b\"]",
                "QUERY & FORM & true & OBJECT & R=1&R=2 & ! holds the property R twice",
                "QUERY & FORM & false & OBJECT & color=R,1,R,2 & ! holds the property R twice",
                "QUERY & FORM & false & OBJECT & color=R,1,G & ! is a name without a value",
                "COOKIE & FORM & true & ARRAY & color=a; color=b & [\"a\",\"b\"]",
                "COOKIE & FORM & true & TEXT & color=a; color=b & ! stands 2 times (expected: once)",
                // What is not encoded as it must be.
                "PATH & SIMPLE & false & TEXT & %ZZ & ! holds broken percent-encoding",
                "PATH & SIMPLE & false & TEXT & %F & ! holds broken percent-encoding",
                "PATH & SIMPLE & false & TEXT & %\uFF11\uFF11 & ! holds broken percent-encoding",
                "PATH & SIMPLE & false & TEXT & %C3%28 & ! is not UTF-8 text",
                "QUERY & FORM & true & TEXT & color=%ED%A0%80 & ! is not UTF-8 text",
                "QUERY & FORM & true & TEXT & color=%C0%AF & ! is not UTF-8 text",
                "QUERY & FORM & true & TEXT & color=\u00e4 & ! holds a character that must be percent-encoded",
                "QUERY & FORM & true & TEXT & color=%00 & ! holds the character U+0000",
                "COOKIE & FORM & true & TEXT & color=%00 & ! holds the character U+0000",
                "PATH & MATRIX & false & TEXT & color=a & ! does not begin with ;",
                "PATH & MATRIX & false & TEXT & ;colour=a & ! does not begin with ;color",
                "PATH & LABEL & false & TEXT & a & ! does not begin with .",
            })
    void readsOrRefusesWhatElseIsSent(In in, Style style, boolean explode, Kind kind, String raw, String expected) {
        String found = read(in, style, explode, kind.schema, raw);
        assertThat(found.startsWith("! ") ? found.substring(0, Math.min(found.length(), expected.length())) : found)
                .isEqualTo(expected);
    }

    private enum Kind {
        TEXT("{type: string}"),
        NUMBER("{type: integer}"),
        NUMBER_OR_TEXT("{type: [integer, string]}"),
        ARRAY(ParameterStylesTest.ARRAY),
        OBJECT(ParameterStylesTest.OBJECT),
        NULLABLE_NUMBER("{type: [integer, 'null']}"),
        NULLABLE_NUMBERS("{type: [array, 'null'], items: {type: integer}}"),
        NUMBERS_OR_NULL("{type: array, items: {type: [integer, 'null']}}"),
        NULLABLE_TEXT("{oneOf: [{type: string, maxLength: 0}, {type: 'null'}, {type: string, const: 'null'}]}"),
        NULLABLE_TEXTS("{type: [array, 'null'], items: {type: string}}"),
        NULLABLE_OBJECT("{type: [object, 'null'], properties: {R: {type: integer}}}"),
        TUPLE("{type: array, prefixItems: [{type: integer}, {type: string}], items: {type: boolean}}"),
        MAP("{type: object, additionalProperties: {type: integer}}"),
        PATTERNS("{type: object, patternProperties: {'^n': {type: integer}}, additionalProperties: false}"),
        NUMBERS_OF_A_KIND("{type: array, items: {enum: [1, 3]}}"),
        DEEP(
                "{type: object, properties: {in: {type: object, properties: {list: {type: array, items: {type: integer}}}}}}");

        private final String schema;

        Kind(String schema) {
            this.schema = schema;
        }
    }

    /** The value of a parameter named color, or what is wrong with it. */
    private static String read(In in, Style style, boolean explode, String schema, String raw) {
        var operation = operation(null, parameter("color", in, style, explode, schema));
        RequestHead head =
                switch (in) {
                    case PATH -> head(Map.of("color", raw), null);
                    case QUERY -> head(Map.of(), raw);
                    case HEADER -> head(Map.of(), null, "Color", raw);
                    case COOKIE -> head(Map.of(), null, "Cookie", "other=1; " + raw);
                };
        try {
            var valid = new RequestValidator(operation, false).validate(head, null);
            return String.valueOf(valid.parameters().get("color"));
        } catch (ProblemException e) {
            return "! " + e.problem().violations().get(0).detail();
        }
    }
}
