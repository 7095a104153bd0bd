package dev.verge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.source.Mistake;
import dev.verge.source.Mistakes;
import dev.verge.testing.Futures;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class WorkloadIdentitySettingsTest {
    private static final String IDENTITY =
            "identity: {issuers: {keycloak: {issuer: 'https://issuer.example/', audiences: [api]}}}\n";

    @TempDir
    private Path conf;

    private final Map<String, String> environment = new HashMap<>();
    private final Mistakes mistakes = new Mistakes();

    @Test
    void readsWhatTheClusterSaysOfThePodsIdentity(Vertx vertx) throws IOException {
        Path token = Files.writeString(conf.resolve("token"), "t");
        environment.put("VERGE_DATABASE_AUTHENTICATION", "workload-identity");
        environment.put("AZURE_TENANT_ID", "contoso.onmicrosoft.com");
        environment.put("AZURE_CLIENT_ID", "5f1e6f0a-0000-4000-8000-000000000002");
        environment.put("AZURE_FEDERATED_TOKEN_FILE", token.toString());
        environment.put("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.us/");
        DatabaseSettings database = load(
                        vertx, IDENTITY + "database: {user: verge, workloadIdentity: {tenant: other.example}}")
                .database();
        assertThat(mistakes.list()).isEmpty();
        assertThat(database.login().workloadIdentity())
                .isEqualTo(new WorkloadIdentitySettings(
                        "other.example",
                        "5f1e6f0a-0000-4000-8000-000000000002",
                        token.toString(),
                        "https://login.microsoftonline.us",
                        "https://ossrdbms-aad.database.windows.net/.default"));
    }

    @Test
    void refusesAnIdentityThatIsNotThere(Vertx vertx) throws IOException {
        environment.put("AZURE_CLIENT_ID", "me");
        environment.put("VERGE_DATABASE_WORKLOAD_IDENTITY_AUTHORITY", "http://login.example");
        load(vertx, IDENTITY + "database: {authentication: workload-identity, password: x}");
        assertThat(mistakes.list())
                .extracting(Mistake::toString)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text)
                                .endsWith(
                                        "database.authentication: workload-identity (expected: no password beside it)"),
                        text -> assertThat(text)
                                .isEqualTo("environment #AZURE_CLIENT_ID: database.workloadIdentity.client: me"
                                        + " (expected: a client id, such as 7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c)"),
                        text -> assertThat(text).contains("WORKLOAD_IDENTITY_AUTHORITY", "an https URL"),
                        text -> assertThat(text)
                                .contains("database.workloadIdentity.tenant: is not set", "AZURE_TENANT_ID"),
                        text -> assertThat(text).contains("tokenFile: is not set", "AZURE_FEDERATED_TOKEN_FILE"));
    }

    private Settings load(Vertx vertx, String file) throws IOException {
        Files.writeString(conf.resolve("verge.yaml"), file);
        return Futures.result(new SettingsLoader(vertx, environment, Map.of()).load(conf, Map.of(), mistakes));
    }
}
