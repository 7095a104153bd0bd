package dev.verge.contract.schema.dialect;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What may stand behind a keyword of JSON Schema (2020-12, core and validation) or of OpenAPI's Schema Object. */
public enum KeywordKind {
    SCHEMA("a schema, true or false"),
    SCHEMA_LIST("a list of schemas"),
    SCHEMA_MAP("schemas by name"),
    TEXT("text"),
    COUNT("an integer from 0"),
    NUMBER("a number"),
    POSITIVE("a number above 0"),
    FLAG("true or false"),
    NAMES("a list of different names"),
    NAMES_BY_NAME("lists of names by name"),
    TYPE("one or more of array, boolean, integer, null, number, object, string"),
    TYPE_OF_3_0("one of array, boolean, integer, number, object, string; nullable: true beside it allows null"),
    LIST("a list"),
    VALUES("a list of values, at least one"),
    OBJECT("an object"),
    ANY("anything");

    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");

    private static final Map<String, KeywordKind> BY_KEYWORD = new TreeMap<>();
    private static final Map<String, KeywordKind> OF_3_0 = new TreeMap<>();

    static {
        say(SCHEMA, "additionalProperties", "unevaluatedProperties", "propertyNames", "items", "unevaluatedItems");
        say(SCHEMA, "contains", "not", "if", "then", "else", "contentSchema");
        say(SCHEMA_LIST, "allOf", "anyOf", "oneOf", "prefixItems");
        say(SCHEMA_MAP, "$defs", "definitions", "properties", "patternProperties", "dependentSchemas");
        say(
                TEXT,
                "$id",
                "$schema",
                "$ref",
                "$anchor",
                "$dynamicRef",
                "$dynamicAnchor",
                "$comment",
                "format",
                "pattern");
        say(TEXT, "title", "description", "contentEncoding", "contentMediaType");
        say(COUNT, "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");
        say(COUNT, "minContains", "maxContains");
        say(NUMBER, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
        say(POSITIVE, "multipleOf");
        say(FLAG, "uniqueItems", "deprecated", "readOnly", "writeOnly");
        say(NAMES, "required");
        say(NAMES_BY_NAME, "dependentRequired");
        say(TYPE, "type");
        say(LIST, "examples");
        say(VALUES, "enum");
        say(OBJECT, "discriminator", "xml", "externalDocs", "$vocabulary");
        say(ANY, "const", "default", "example");
        sayFor30("title multipleOf maximum minimum maxLength minLength pattern maxItems minItems uniqueItems");
        sayFor30("maxProperties minProperties required enum allOf oneOf anyOf not items properties");
        sayFor30("additionalProperties description format default discriminator readOnly writeOnly xml externalDocs");
        sayFor30("example deprecated $ref");
        OF_3_0.put("type", TYPE_OF_3_0);
        Set.of("nullable", "exclusiveMinimum", "exclusiveMaximum").forEach(flag -> OF_3_0.put(flag, FLAG));
    }

    private final String expected;

    KeywordKind(String expected) {
        this.expected = expected;
    }

    private static void say(KeywordKind kind, String... keywords) {
        for (String keyword : keywords) {
            BY_KEYWORD.put(keyword, kind);
        }
    }

    private static void sayFor30(String keywords) {
        for (String keyword : keywords.split(" ", -1)) {
            OF_3_0.put(keyword, Objects.requireNonNull(BY_KEYWORD.get(keyword), keyword));
        }
    }

    /** What stands behind a keyword; null when it is not one. */
    public static @Nullable KeywordKind of(String keyword, Dialect dialect) {
        return kinds(dialect).get(keyword);
    }

    /** Every keyword, for suggestions. */
    static Set<String> keywords(Dialect dialect) {
        return kinds(dialect).keySet();
    }

    private static Map<String, KeywordKind> kinds(Dialect dialect) {
        return dialect == Dialect.OPENAPI_3_0 ? OF_3_0 : BY_KEYWORD;
    }

    /** What was expected, for a message. */
    String expected() {
        return expected;
    }

    /** Whether a value may stand behind a keyword of this kind. Schemas inside it are looked at on their own. */
    public boolean allows(@Nullable Object value) {
        return switch (this) {
            case SCHEMA -> value instanceof JsonObject || value instanceof Boolean;
            case SCHEMA_LIST -> value instanceof JsonArray list && !list.isEmpty() && all(list, SCHEMA);
            case SCHEMA_MAP -> value instanceof JsonObject map && all(map, SCHEMA);
            case TEXT -> value instanceof String;
            case COUNT -> value instanceof Number number && isCount(number);
            case NUMBER -> value instanceof Number;
            case POSITIVE -> value instanceof Number number && new BigDecimal(number.toString()).signum() > 0;
            case FLAG -> value instanceof Boolean;
            case NAMES -> value instanceof JsonArray list && all(list, TEXT) && isUnique(list);
            case NAMES_BY_NAME -> value instanceof JsonObject map && all(map, NAMES);
            case TYPE ->
                value instanceof JsonArray list
                        ? !list.isEmpty() && TYPES.containsAll(list.getList()) && isUnique(list)
                        : value instanceof String && TYPES.contains(value);
            case TYPE_OF_3_0 -> value instanceof String && TYPES.contains(value) && !value.equals("null");
            case LIST -> value instanceof JsonArray;
            case VALUES -> value instanceof JsonArray list && !list.isEmpty();
            case OBJECT -> value instanceof JsonObject;
            case ANY -> true;
        };
    }

    private static boolean isCount(Number number) {
        BigDecimal decimal = new BigDecimal(number.toString());
        return decimal.signum() >= 0
                && decimal.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                && decimal.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isUnique(JsonArray list) {
        return list.stream().distinct().count() == list.size();
    }

    private static boolean all(JsonArray list, KeywordKind kind) {
        return list.stream().allMatch(kind::allows);
    }

    private static boolean all(JsonObject map, KeywordKind kind) {
        return map.fieldNames().stream().allMatch(name -> kind.allows(map.getValue(name)));
    }
}
