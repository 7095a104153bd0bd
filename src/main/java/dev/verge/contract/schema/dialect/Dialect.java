package dev.verge.contract.schema.dialect;

/** Which rules the schemas of a document follow. */
public enum Dialect {
    /** JSON Schema 2020-12 with OpenAPI's keywords; formats are asserted and unknown keywords are mistakes. */
    OPENAPI_3_1,
    /** The subset of OpenAPI 3.0, turned into 2020-12 while it is read. */
    OPENAPI_3_0,
    /** JSON Schema 2020-12 as published: formats and unknown keywords are annotations. */
    JSON_SCHEMA
}
