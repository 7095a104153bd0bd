package dev.verge.config;

import dev.verge.config.reading.Secrets;
import dev.verge.config.reading.SettingSource;
import dev.verge.config.reading.SettingsReader;
import dev.verge.source.JsonPointers;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Loads settings through Vert.x Config: the file, then the environment, then system properties, then the command. */
public final class SettingsLoader {
    /** The settings' file inside the conf directory; it may be missing. */
    public static final String FILE = "verge.yaml";

    /** Settings that may stand in a file of their own, named by the environment with {@code _FILE} behind the name. */
    private static final Set<String> SECRETS = Set.of("management.token");

    /**
     * What Kubernetes tells every container of a Service whose name begins with {@code verge} (its documentation,
     * "Discovering services", "Environment variables").
     */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "VERGE_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Vertx vertx;
    private final Map<String, String> environment;
    private final Map<String, String> system;

    /**
     * Takes where settings come from beside the file.
     *
     * @param environment the process environment; only names that begin with {@code VERGE_} are read, and those by which
     *     a platform tells of itself
     * @param system the system properties; only names that begin with {@code verge.} are read
     */
    public SettingsLoader(Vertx vertx, Map<String, String> environment, Map<String, String> system) {
        this.vertx = vertx;
        this.environment = environment;
        this.system = system;
    }

    /**
     * Loads the settings of a conf directory. All mistakes are added to the list; with any of them the settings are not
     * to be used.
     *
     * @param command settings by key that a command brings itself, over all others
     */
    public Future<Settings> load(Path conf, Map<String, Object> command, Mistakes mistakes) {
        return load(conf, command, null, mistakes);
    }

    /**
     * The same for a node that runs.
     *
     * @param running its settings: what it cannot change is a mistake; null for none
     */
    public Future<Settings> load(
            Path conf, Map<String, Object> command, @Nullable Settings running, Mistakes mistakes) {
        var options = new ConfigRetrieverOptions().setScanPeriod(-1).setIncludeDefaultStores(false);
        Path file = conf.resolve(FILE);
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            options.addStore(file(file));
        }
        JsonObject variables = prefixed(environment, "VERGE_");
        variables.getMap().entrySet().removeIf(SettingsLoader::isServiceLink);
        options.addStore(json("environment", variables));
        options.addStore(json("system", prefixed(system, "verge.")));
        ConfigRetriever retriever = ConfigRetriever.create(vertx, options);
        return retriever
                .getConfig()
                .map(loaded -> read(loaded, file, command, running, mistakes))
                .onComplete(ignored -> retriever.close());
    }

    private static boolean isServiceLink(Map.Entry<String, Object> variable) {
        return SERVICE_LINK.matcher(variable.getKey()).matches()
                || (variable.getKey().endsWith("_PORT")
                        && SERVICE_ADDRESS
                                .matcher(variable.getValue().toString())
                                .matches());
    }

    private static ConfigStoreOptions file(Path file) {
        return new ConfigStoreOptions()
                .setType("file")
                .setFormat("raw")
                .setConfig(new JsonObject()
                        .put("path", file.toAbsolutePath().toString())
                        .put("raw.key", "file")
                        .put("raw.type", "binary"));
    }

    private static ConfigStoreOptions json(String name, JsonObject values) {
        return new ConfigStoreOptions().setType("json").setConfig(new JsonObject().put(name, values));
    }

    private static JsonObject prefixed(Map<String, String> values, String prefix) {
        var chosen = new JsonObject();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }

    private Settings read(
            JsonObject loaded, Path path, Map<String, Object> command, @Nullable Settings running, Mistakes mistakes) {
        String file = path.toString();
        var values = new LinkedHashMap<String, @Nullable Object>();
        var pointers = new TreeMap<String, String>();
        SourceDocument document = document(loaded, path, mistakes).orElse(null);
        if (document != null) {
            flatten(document, document.root(), "", "", values, pointers, mistakes);
        } else {
            values.put("database.url", "");
        }
        Map<String, Object> variables = loaded.getJsonObject("environment").getMap();
        var sources = List.of(
                SettingSource.file(
                        values,
                        key -> document == null
                                ? Location.of(file)
                                : document.locate(pointers.getOrDefault(key, "/" + key.replace('.', '/')))),
                SettingSource.platform(unless(values, environment), WorkloadIdentitySettings.VARIABLES),
                SettingSource.environment(new Secrets(SECRETS, mistakes).resolve(variables)),
                SettingSource.system(loaded.getJsonObject("system").getMap()),
                SettingSource.command(command));
        var found = new Mistakes();
        var reader = new SettingsReader(sources, found);
        Settings settings = Settings.read(reader);
        if (running != null) {
            settings.fixed().refuseUnlike(running.fixed(), reader);
        }
        TlsFiles.check(vertx, settings, reader);
        reader.finish();
        // A file that cannot be read sets nothing: that its settings are missing is not news.
        found.list().stream()
                .filter(mistake ->
                        document != null || !mistake.location().file().equals(file))
                .forEach(mistakes::add);
        return settings;
    }

    /** Variables of the platform that stand for settings which the file leaves open. */
    private static Map<String, String> unless(
            Map<String, ? extends @Nullable Object> values, Map<String, String> environment) {
        var chosen = new TreeMap<String, String>();
        WorkloadIdentitySettings.VARIABLES.forEach((key, variable) -> {
            if (values.get(key) == null && environment.containsKey(variable)) {
                chosen.put(variable, environment.get(variable));
            }
        });
        return chosen;
    }

    /** The file; without one there are no settings in it, for a node may be set up by its environment alone. */
    private static Optional<SourceDocument> document(JsonObject loaded, Path path, Mistakes mistakes) {
        String file = path.toString();
        if (!Files.exists(path)) {
            return Optional.of(SourceDocument.empty(file));
        }
        Optional<String> text = loaded.containsKey("file")
                ? SourceDocument.text(loaded.getBinary("file"), file, mistakes)
                : SourceDocument.text(path, file, mistakes);
        return text.flatMap(read -> SourceDocument.parseTexts(read, file, mistakes));
    }

    /** Keys with dots; an empty object or a null says nothing, as a file with every line commented out does. */
    private static void flatten(
            SourceDocument document,
            JsonObject object,
            String prefix,
            String pointer,
            Map<String, @Nullable Object> values,
            Map<String, String> pointers,
            Mistakes mistakes) {
        for (String name : object.fieldNames()) {
            Object value = object.getValue(name);
            String key = prefix + name;
            String child = JsonPointers.child(pointer, name);
            if (name.contains(".")) {
                mistakes.add(document.locate(child), name + ": a key with a dot (expected: one level for each word)");
                continue;
            }
            pointers.put(key, child);
            if (value instanceof JsonObject below) {
                flatten(document, below, key + ".", child, values, pointers, mistakes);
            } else if (value instanceof JsonArray array) {
                values.put(key, array.getList());
            } else {
                values.put(key, value);
            }
        }
    }
}
