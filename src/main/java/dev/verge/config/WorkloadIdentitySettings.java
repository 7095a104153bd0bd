package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How this node gets access tokens of Microsoft Entra ID for the database: with the token that the cluster gives its pod
 * (Azure Workload Identity). What no setting names is taken from the variables that its webhook sets.
 *
 * @param tenant the directory (tenant) id, or one of its domains
 * @param client the client id of the managed identity or app registration that trusts the cluster
 * @param tokenFile where the cluster puts the pod's token, and replaces it
 * @param authority where the directory is, without a slash at the end
 * @param scope the database's scope in that cloud
 */
public record WorkloadIdentitySettings(String tenant, String client, String tokenFile, String authority, String scope) {
    private static final String SECTION = "database.workloadIdentity.";
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final Pattern CLIENT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Settings by the variables of Azure Workload Identity (its documentation, "Mutating Admission Webhook"). */
    static final Map<String, String> VARIABLES = Map.of(
            SECTION + "tenant", "AZURE_TENANT_ID",
            SECTION + "client", "AZURE_CLIENT_ID",
            SECTION + "tokenFile", "AZURE_FEDERATED_TOKEN_FILE",
            SECTION + "authority", "AZURE_AUTHORITY_HOST");

    /**
     * Reads what there is.
     *
     * @param needed whether what is missing or wrong is a mistake
     */
    static WorkloadIdentitySettings read(SettingsReader reader, boolean needed) {
        String tenant = text(reader, "tenant", "");
        String client = text(reader, "client", "");
        String file = text(reader, "tokenFile", "");
        String authority = text(reader, "authority", "https://login.microsoftonline.com");
        String scope = reader.text(SECTION + "scope", "https://ossrdbms-aad.database.windows.net/.default");
        if (needed) {
            expect(
                    reader,
                    "tenant",
                    tenant,
                    "a tenant id",
                    TENANT.matcher(tenant).matches());
            expect(
                    reader,
                    "client",
                    client,
                    "a client id, such as 7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c",
                    CLIENT.matcher(client).matches());
            expect(reader, "tokenFile", file, "a file that can be read", ReadableFile.isReadable(file));
            expect(reader, "authority", authority, "an https URL", SafeUrl.isSafe(authority));
            expect(
                    reader,
                    "scope",
                    scope,
                    "https://<resource>/.default",
                    scope.startsWith("https://") && scope.endsWith("/.default"));
        }
        String base = authority.endsWith("/") ? authority.substring(0, authority.length() - 1) : authority;
        return new WorkloadIdentitySettings(tenant, client, file, base, scope);
    }

    private static String text(SettingsReader reader, String name, String standard) {
        String value = reader.optional(SECTION + name);
        return value == null || value.isBlank() ? standard : value.strip();
    }

    private static void expect(SettingsReader reader, String name, String value, String expected, boolean holds) {
        String variable = VARIABLES.get(SECTION + name);
        if (value.isEmpty()) {
            reader.missing(SECTION + name, expected + "; or " + variable + " in the environment");
        } else if (!holds) {
            reader.mistake(SECTION + name, value, expected);
        }
    }
}
