package dev.verge.database;

import dev.verge.database.type.PostgresType;
import dev.verge.database.type.TypeKind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Types by their object identifiers, as the catalog of the database says (PostgreSQL documentation, "pg_type"). */
final class TypeCatalog {
    private static final String QUERY = """
            WITH RECURSIVE wanted AS (
              SELECT t.* FROM pg_catalog.pg_type t WHERE t.oid = ANY ($1::oid[])
              UNION
              SELECT t.* FROM wanted w JOIN pg_catalog.pg_type t ON t.oid IN (w.typbasetype, w.typelem)
            )
            SELECT w.oid, pg_catalog.format_type(w.oid, NULL) AS name, w.typtype AS type, w.typname AS base,
                   w.typnamespace = 'pg_catalog'::regnamespace AS own, w.typbasetype AS domain_of,
                   CASE WHEN w.typcategory = 'A' AND w.typlen = -1 AND w.typdelim = ','
                          AND w.typname NOT IN ('int2vector', 'oidvector')
                        THEN w.typelem ELSE 0 END AS element,
                   (SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder)
                      FROM pg_catalog.pg_enum e WHERE e.enumtypid = w.oid) AS labels
              FROM wanted w""";

    private static final Map<String, TypeKind> KINDS = Map.ofEntries(
            Map.entry("int8", TypeKind.BIGINT),
            Map.entry("int4", TypeKind.INTEGER),
            Map.entry("int2", TypeKind.SMALLINT),
            Map.entry("numeric", TypeKind.NUMERIC),
            Map.entry("float4", TypeKind.REAL),
            Map.entry("float8", TypeKind.DOUBLE),
            Map.entry("text", TypeKind.TEXT),
            Map.entry("varchar", TypeKind.TEXT),
            Map.entry("bpchar", TypeKind.TEXT),
            Map.entry("char", TypeKind.TEXT),
            Map.entry("name", TypeKind.TEXT),
            Map.entry("unknown", TypeKind.TEXT),
            Map.entry("uuid", TypeKind.UUID),
            Map.entry("bool", TypeKind.BOOLEAN),
            Map.entry("date", TypeKind.DATE),
            Map.entry("time", TypeKind.TIME),
            Map.entry("timetz", TypeKind.TIMETZ),
            Map.entry("timestamp", TypeKind.TIMESTAMP),
            Map.entry("timestamptz", TypeKind.TIMESTAMPTZ),
            Map.entry("interval", TypeKind.INTERVAL),
            Map.entry("json", TypeKind.JSON),
            Map.entry("jsonb", TypeKind.JSONB),
            Map.entry("bytea", TypeKind.BYTEA));

    private TypeCatalog() {}

    static Future<Map<Integer, PostgresType>> load(SqlConnection connection, Collection<Integer> oids) {
        if (oids.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        String list =
                Set.copyOf(oids).stream().map(Integer::toUnsignedString).collect(Collectors.joining(",", "{", "}"));
        return connection.preparedQuery(QUERY).execute(Tuple.of(list)).map(TypeCatalog::types);
    }

    private static Map<Integer, PostgresType> types(RowSet<Row> rows) {
        var entries = new HashMap<Integer, Row>();
        rows.forEach(row -> entries.put(oid(row, "oid"), row));
        return entries.keySet().stream().collect(Collectors.toMap(oid -> oid, oid -> type(oid, entries)));
    }

    private static PostgresType type(int oid, Map<Integer, Row> entries) {
        Row entry = entries.get(oid);
        if (entry == null) {
            return PostgresType.of("unknown type " + Integer.toUnsignedString(oid), TypeKind.OTHER);
        }
        String name = entry.getString("name");
        int element = oid(entry, "element");
        return switch (entry.getString("type")) {
            case "d" -> type(oid(entry, "domain_of"), entries).named(name);
            case "e" -> new PostgresType(name, TypeKind.ENUM, null, labels(entry));
            default ->
                element == 0
                        ? PostgresType.of(name, kind(entry))
                        : new PostgresType(name, TypeKind.ARRAY, type(element, entries), List.of());
        };
    }

    private static TypeKind kind(Row entry) {
        String base = entry.getString("base");
        boolean own = entry.getString("own").equals("t");
        return own ? KINDS.getOrDefault(base, TypeKind.OTHER) : base.equals("citext") ? TypeKind.TEXT : TypeKind.OTHER;
    }

    private static List<String> labels(Row entry) {
        String labels = entry.getString("labels");
        return labels == null
                ? List.of()
                : new JsonArray(labels).stream().map(String::valueOf).toList();
    }

    private static int oid(Row entry, String column) {
        return Integer.parseUnsignedInt(entry.getString(column));
    }
}
