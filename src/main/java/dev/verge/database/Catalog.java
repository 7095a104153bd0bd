package dev.verge.database;

import dev.verge.database.type.PostgresType;
import dev.verge.database.type.TypeKind;
import dev.verge.database.wire.Batch;
import dev.verge.database.wire.Prepare;
import dev.verge.database.wire.RowReader;
import dev.verge.database.wire.Run;
import dev.verge.database.wire.ToldColumn;
import dev.verge.database.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the catalog of the database says about types and tables (PostgreSQL documentation, "System Catalogs"). */
final class Catalog implements RowReader {
    private static final String QUERY = """
            WITH RECURSIVE wanted AS (
              SELECT t.* FROM pg_catalog.pg_type t WHERE t.oid = ANY ($1::oid[])
              UNION
              SELECT t.* FROM wanted w JOIN pg_catalog.pg_type t ON t.oid IN (w.typbasetype, w.typelem)
            )
            SELECT pg_catalog.json_build_object(
                   'oid', w.oid::bigint,
                   'name', pg_catalog.format_type(w.oid, NULL),
                   'type', w.typtype,
                   'base', w.typname,
                   'own', w.typnamespace = 'pg_catalog'::regnamespace,
                   'domainOf', w.typbasetype::bigint,
                   'element', CASE WHEN w.typcategory = 'A' AND w.typlen = -1 AND w.typdelim = ','
                                     AND w.typname NOT IN ('int2vector', 'oidvector')
                                   THEN w.typelem::bigint ELSE 0 END,
                   'labels', (SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder)
                                FROM pg_catalog.pg_enum e WHERE e.enumtypid = w.oid))
              FROM wanted w
            UNION ALL
            SELECT pg_catalog.json_build_object('table', a.attrelid::bigint, 'number', a.attnum)
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
             WHERE a.attrelid = ANY ($2::oid[]) AND a.attnum > 0 AND NOT a.attnotnull AND NOT t.typnotnull""";

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

    private final Map<Integer, JsonObject> types = new HashMap<>();
    private final Set<List<Integer>> nullable = new HashSet<>();

    private Catalog() {}

    /** What the catalog says about all that the server has told of a statement. */
    static Future<Catalog> load(Wire wire, Prepare told) {
        var types = new HashSet<>(told.parameters());
        var tables = new HashSet<Integer>();
        told.columns().forEach(column -> {
            types.add(column.type());
            tables.add(column.table());
        });
        var catalog = new Catalog();
        Promise<Void> loaded = Promise.promise();
        String[] values = {list(types), list(tables)};
        wire.send(new Batch(List.of(Run.unprepared(QUERY, values, catalog)), loaded));
        return loaded.future().map(catalog);
    }

    @Override
    public void columns(List<ToldColumn> columns) {
        // One, as the query says.
    }

    @Override
    public void row(ByteBuf row) {
        row.skipBytes(Short.BYTES);
        var entry = new JsonObject(row.readString(row.readInt(), StandardCharsets.UTF_8));
        if (entry.containsKey("table")) {
            nullable.add(List.of(oid(entry, "table"), entry.getInteger("number")));
        } else {
            types.put(oid(entry, "oid"), entry);
        }
    }

    private static String list(Set<Integer> oids) {
        return oids.stream().map(Integer::toUnsignedString).collect(Collectors.joining(",", "{", "}"));
    }

    /** A type by its object identifier. */
    PostgresType type(int oid) {
        return type(oid, types);
    }

    /** Whether a column is that of a table, and may be NULL there. */
    boolean isNullable(ToldColumn column) {
        return nullable.contains(List.of(column.table(), column.number()));
    }

    private static PostgresType type(int oid, Map<Integer, JsonObject> entries) {
        JsonObject entry = entries.get(oid);
        if (entry == null) {
            return PostgresType.of("unknown type " + Integer.toUnsignedString(oid), TypeKind.OTHER);
        }
        String name = entry.getString("name");
        int element = oid(entry, "element");
        return switch (entry.getString("type")) {
            case "d" -> type(oid(entry, "domainOf"), entries).named(name);
            case "e" -> new PostgresType(name, TypeKind.ENUM, null, labels(entry));
            default ->
                element == 0
                        ? PostgresType.of(name, kind(entry))
                        : new PostgresType(name, TypeKind.ARRAY, type(element, entries), List.of());
        };
    }

    private static TypeKind kind(JsonObject entry) {
        String base = entry.getString("base");
        return entry.getBoolean("own")
                ? KINDS.getOrDefault(base, TypeKind.OTHER)
                : base.equals("citext") ? TypeKind.TEXT : TypeKind.OTHER;
    }

    private static List<String> labels(JsonObject entry) {
        return entry.getJsonArray("labels", new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    private static int oid(JsonObject entry, String member) {
        return entry.getLong(member).intValue();
    }
}
