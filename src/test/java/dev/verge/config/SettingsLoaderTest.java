package dev.verge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.reading.SettingSource;
import dev.verge.config.reading.SettingsReader;
import dev.verge.source.Location;
import dev.verge.source.Mistake;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class SettingsLoaderTest {
    private static final String IDENTITY =
            "identity: {issuers: {keycloak: {issuer: 'https://issuer.example/', audiences: [api]}}}\n";

    private static final String PLACEHOLDER = "00000000-0000-0000-0000-000000000000";

    @TempDir
    Path conf;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> system = new HashMap<>();
    private final Mistakes mistakes = new Mistakes();

    @Test
    void everyKeyStandsInTheSampleFileAtItsDefault(Vertx vertx) throws IOException {
        Settings documented = load(vertx, Files.readString(Path.of("conf/verge.yaml")));
        Settings standard =
                load(vertx, "identity: {issuers: {entra: {tenant: " + PLACEHOLDER + ", client: " + PLACEHOLDER + "}}}");
        assertThat(mistakes.list()).isEmpty();
        assertThat(documented).isEqualTo(standard);

        var reader = new SettingsReader(
                List.of(SettingSource.file(Map.of("identity.issuers.entra.tenant", PLACEHOLDER), Location::of)),
                new Mistakes());
        Settings.read(reader);
        var file = SourceDocument.read(Path.of("conf/verge.yaml"), "verge.yaml", mistakes)
                .orElseThrow();
        assertThat(keys("", file.root())).containsExactlyInAnyOrderElementsOf(reader.known());
    }

    /** The keys of a file with dots, also those whose value is null. */
    private static List<String> keys(String prefix, JsonObject section) {
        return section.fieldNames().stream()
                .flatMap(name -> section.getValue(name) instanceof JsonObject below
                        ? keys(prefix + name + ".", below).stream()
                        : Stream.of(prefix + name))
                .toList();
    }

    @Test
    void environmentWinsOverFileAndSystemPropertiesWinOverBoth(Vertx vertx) throws IOException {
        environment.put("VERGE_HTTP_PORT", "1001");
        environment.put("VERGE_HTTP_MAX_BODY_SIZE", "64KiB");
        environment.put("VERGE_IDENTITY_ISSUERS_KEYCLOAK_AUDIENCES", "one, two");
        system.put("verge.http.port", "1002");
        Settings settings = load(vertx, IDENTITY + "http: {port: 1000, maxUriLength: 100, idleTimeout: 2m}");
        assertThat(mistakes.list()).isEmpty();
        assertThat(settings.http().port()).isEqualTo(1002);
        assertThat(settings.http().maxBodySize()).isEqualTo(65536);
        assertThat(settings.http().maxUriLength()).isEqualTo(100);
        assertThat(settings.http().idleTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.identity().issuers().get(0).audiences()).containsExactly("one", "two");
    }

    @Test
    void readsTheDatabaseFromOneUrlAndThePasswordsPlaceFromTheEnvironment(Vertx vertx) throws IOException {
        Path secret = Files.writeString(conf.resolve("secret"), "s3cret\n");
        environment.put("VERGE_DATABASE_URL", "postgres://ann:p%40ss@db.example/shop");
        environment.put("VERGE_DATABASE_PASSWORD_FILE", secret.toString());
        DatabaseSettings database = load(vertx, IDENTITY).database();
        assertThat(mistakes.list()).isEmpty();
        assertThat(database.url()).isEqualTo("postgresql://db.example:5432/shop");
        assertThat(database.user()).isEqualTo("ann");
        assertThat(database.login().passwordFile()).isEqualTo(secret.toString());
        assertThat(database.password()).isNull();
    }

    @Test
    void reportsAllMistakesTogetherWithPlaceValueAndExpectation(Vertx vertx) throws IOException {
        environment.put("VERGE_HTTP_PROT", "1");
        environment.put("VERGE_DATABASE_PASSWORD_FILE", "/nowhere/at/all");
        system.put("verge.deadline.standard", "1h");
        load(vertx, """
                http:
                  prot: 1
                  port: 70000
                  idleTimeout: soon
                  maxBodySize: 3QiB
                  certificate: a.pem
                database: {url: 'mysql://ann:hidden@db/x'}
                identity: {issuers: {keycloak: {issuer: 'http://issuer.example'}, entra: {tenant: x}}}
                """);
        assertThat(mistakes.list())
                .extracting(Mistake::toString)
                .containsExactlyInAnyOrder(
                        at("2 #/http/prot: setting: http.prot is not known (did you mean http.port?)"),
                        at("3 #/http/port: http.port: 70000 (expected: 0..65535)"),
                        at(
                                "4 #/http/idleTimeout: http.idleTimeout: soon (expected: a time of 100ms to 1h, such as 500ms or 2s)"),
                        at(
                                "5 #/http/maxBodySize: http.maxBodySize: 3QiB (expected: a size of 0 to 1GiB, such as 64KiB)"),
                        at(
                                "6 #/http/certificate: http.certificate: a.pem (expected: http.key beside it; both or neither)"),
                        at(
                                "7 #/database/url: database.url: mysql://***@db/x (expected: postgresql://host:port/database)"),
                        at(
                                "8 #/identity/issuers/keycloak/issuer: identity.issuers.keycloak.issuer: http://issuer.example (expected: an https URL without query or fragment)"),
                        at(
                                "8 #/identity/issuers/keycloak/audiences: identity.issuers.keycloak.audiences: is not set (expected: what aud must be to mean this API)"),
                        at(
                                "8 #/identity/issuers/entra/client: identity.issuers.entra.client: is not set (expected: the client id of the API's app registration)"),
                        at(
                                "8 #/identity/issuers/entra/tenant: identity.issuers.entra.tenant: x (expected: a GUID, such as 7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c)"),
                        "environment #VERGE_HTTP_PROT: setting: VERGE_HTTP_PROT is not known (did you mean VERGE_HTTP_PORT?)",
                        "environment #VERGE_DATABASE_PASSWORD_FILE: database.passwordFile: /nowhere/at/all (expected: a file that can be read)",
                        "system properties #verge.deadline.standard: deadline.standard: 1h (expected: at most deadline.maximum)");
    }

    @Test
    void reportsAFileThatIsNotYamlAlone(Vertx vertx) throws IOException {
        load(vertx, "http: {port: [\n");
        assertThat(mistakes.list())
                .singleElement()
                .asString()
                .contains("verge.yaml:")
                .contains("is not YAML or JSON");
    }

    @Test
    void reportsWhatElseIsWrongBesideAFileThatCannotBeRead(Vertx vertx) throws IOException {
        environment.put("VERGE_HTTP_PORT", "70000");
        Files.write(conf.resolve("verge.yaml"), new byte[] {'a', ':', ' ', 'b', '\n', '#', (byte) 0xE4, '\n'});
        load(vertx);
        assertThat(mistakes.list())
                .extracting(Mistake::toString)
                .containsExactly(
                        at("2: the file is not UTF-8 text"),
                        "environment #VERGE_HTTP_PORT: http.port: 70000 (expected: 0..65535)");
    }

    @Test
    void refusesADirectoryInThePlaceOfTheFile(Vertx vertx) throws IOException {
        Files.createDirectory(conf.resolve("verge.yaml"));
        load(vertx);
        assertThat(mistakes.list())
                .extracting(Mistake::toString)
                .containsExactly(at(" is a directory (expected: a file)"));
    }

    @Test
    void takesEveryTextAsItIsWritten(Vertx vertx) throws IOException {
        Settings settings = load(vertx, """
                identity: {issuers: {keycloak: {issuer: 'https://issuer.example/', audiences: [0042, 1e3]}}}
                database: {user: 007, password: ' 1.10 '}
                """);
        assertThat(mistakes.list()).isEmpty();
        assertThat(settings.identity().issuers().get(0).audiences()).containsExactly("0042", "1e3");
        assertThat(settings.database().user()).isEqualTo("007");
        assertThat(settings.database().password()).isEqualTo(" 1.10 ");
    }

    @Test
    void takesANameWithoutValueForASettingThatIsNotSet(Vertx vertx) throws IOException {
        Settings settings = load(vertx, IDENTITY + "http:\n  # port: 1\ndatabase:\n  password:\n  user: ~\n");
        assertThat(mistakes.list()).isEmpty();
        assertThat(settings.database().password()).isNull();
        assertThat(settings.database().user()).isEqualTo("verge");
    }

    @Test
    void leavesWhatKubernetesTellsOfAServiceAlone(Vertx vertx) throws IOException {
        environment.put("VERGE_SERVICE_HOST", "10.0.0.1");
        environment.put("VERGE_SERVICE_PORT_HTTP", "80");
        environment.put("VERGE_PORT", "tcp://10.0.0.1:80");
        environment.put("VERGE_API_PORT_80_TCP_ADDR", "10.0.0.1");
        environment.put("VERGE_HTTP_PORT", "1001");
        assertThat(load(vertx, IDENTITY).http().port()).isEqualTo(1001);
        assertThat(mistakes.list()).isEmpty();
    }

    @Test
    void takesAPortWithoutASectionForAMistake(Vertx vertx) throws IOException {
        environment.put("VERGE_PORT", "80");
        load(vertx, IDENTITY);
        assertThat(mistakes.list()).singleElement().asString().contains("VERGE_PORT is not known");
    }

    @Test
    void saysWhichSourceNamesACertificateThatIsNotThere(Vertx vertx) throws IOException {
        environment.put("VERGE_HTTP_CERTIFICATE", "server\0.pem");
        system.put("verge.http.key", "/nowhere/key.pem");
        load(vertx, IDENTITY);
        assertThat(mistakes.list())
                .extracting(Mistake::toString)
                .containsExactly(
                        "environment #VERGE_HTTP_CERTIFICATE: http.certificate: server\0.pem (expected: a PEM file that can be read)",
                        "system properties #verge.http.key: http.key: /nowhere/key.pem (expected: a PEM file that can be read)");
    }

    private String at(String rest) {
        return conf.resolve("verge.yaml") + ":" + rest;
    }

    private Settings load(Vertx vertx, String file) throws IOException {
        Files.writeString(conf.resolve("verge.yaml"), file);
        return load(vertx);
    }

    private Settings load(Vertx vertx) {
        return new SettingsLoader(vertx, environment, system)
                .load(conf, Map.of(), mistakes)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
