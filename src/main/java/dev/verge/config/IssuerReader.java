package dev.verge.config;

import dev.verge.config.reading.SettingsReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one entry of {@code identity.issuers}: a preset and what it leaves open. The entry becomes one issuer, or two
 * where both versions of Entra ID's tokens are accepted, for each has an issuer, keys and audiences of its own.
 */
final class IssuerReader {
    private static final String SECTION = "identity.issuers";
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String GUID_WORDS = "a GUID, such as 7e2c4a90-1b3d-4f5e-a6c7-8d9e0f1a2b3c";
    private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");
    private static final String PUBLIC_CLOUD = "https://login.microsoftonline.com";

    private final SettingsReader reader;
    private final String name;

    private IssuerReader(SettingsReader reader, String name) {
        this.reader = reader;
        this.name = name;
    }

    /** Every issuer; those that a command brings itself replace those of the operator. */
    static List<IssuerSettings> readAll(SettingsReader reader) {
        Set<String> names = reader.entries(SECTION);
        Set<String> served = reader.commandEntries(SECTION).isEmpty() ? names : reader.commandEntries(SECTION);
        if (names.isEmpty()) {
            reader.missing(SECTION, "at least one, such as entra: {tenant: <tenant id>, client: <client id>}");
        }
        var issuers = new ArrayList<IssuerSettings>();
        for (String name : names) {
            List<IssuerSettings> read = new IssuerReader(reader, name).read();
            if (served.contains(name)) {
                issuers.addAll(read);
            }
        }
        refuseTwins(reader, issuers);
        return withoutPlaceholders(issuers);
    }

    /** The sample's entry counts for nothing beside an issuer that exists; alone it stays, for somebody to refuse it. */
    private static List<IssuerSettings> withoutPlaceholders(List<IssuerSettings> issuers) {
        List<IssuerSettings> real =
                issuers.stream().filter(issuer -> !issuer.isPlaceholder()).toList();
        return real.isEmpty() ? issuers : real;
    }

    private static void refuseTwins(SettingsReader reader, List<IssuerSettings> issuers) {
        var seen = new HashSet<String>();
        for (IssuerSettings issuer : issuers) {
            for (String iss : issuer.issuers()) {
                if (!iss.isEmpty() && !seen.add(iss)) {
                    reader.mistake(SECTION + "." + issuer.name(), iss, "an issuer that no other entry has");
                }
            }
        }
    }

    private List<IssuerSettings> read() {
        String likely = reader.isSet(key("issuer")) ? "oidc" : "entra";
        return switch (reader.choice(key("preset"), likely, List.of("entra", "oidc"))) {
            case "entra" -> entra();
            default -> List.of(oidc());
        };
    }

    private List<IssuerSettings> entra() {
        List<String> tenants = tenants();
        String client = guid("client", reader.required(key("client"), "the client id of the API's app registration"));
        String authority = url("authority", PUBLIC_CLOUD);
        List<String> versions = words("versions", List.of("v2"), List.of("v1", "v2"));
        List<String> audiences = reader.words(key("audiences"), List.of("api://" + client));
        String tenant = tenants.size() == 1 && !reader.isSet(key("tenants")) ? tenants.get(0) : IssuerSettings.TENANT;
        String directory = authority + "/" + (tenant.equals(IssuerSettings.TENANT) ? "organizations" : tenant);
        var issuers = new ArrayList<IssuerSettings>();
        if (versions.contains("v2")) {
            issuers.add(issuer(
                    TokenDialect.ENTRA_V2,
                    authority + "/" + tenant + "/v2.0",
                    tenants,
                    directory + "/v2.0/.well-known/openid-configuration",
                    List.of(client),
                    "scp"));
        }
        if (versions.contains("v1")) {
            var all = new ArrayList<>(audiences);
            all.add(client);
            issuers.add(issuer(
                    TokenDialect.ENTRA_V1,
                    tokenService(authority) + "/" + tenant + "/",
                    tenants,
                    directory + "/.well-known/openid-configuration",
                    all,
                    "scp"));
        }
        return issuers;
    }

    /** Who issues version 1 tokens in a cloud (Microsoft identity platform, "National clouds"). */
    private static String tokenService(String authority) {
        return authority.endsWith(".microsoftonline.cn") ? "https://sts.chinacloudapi.cn" : "https://sts.windows.net";
    }

    private IssuerSettings oidc() {
        String issuer = reader.required(key("issuer"), "the issuer's URL exactly as it stands in iss");
        if (!issuer.isEmpty() && !SafeUrl.isSafe(issuer.replace(IssuerSettings.TENANT, "tenant"))) {
            reader.mistake(key("issuer"), issuer, "an https URL without query or fragment");
        }
        List<String> tenants = issuer.contains(IssuerSettings.TENANT) ? tenants() : List.of();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return issuer(
                TokenDialect.OIDC,
                issuer,
                tenants,
                url("discovery", base + "/.well-known/openid-configuration"),
                reader.list(key("audiences"), "what aud must be to mean this API"),
                "scope");
    }

    private IssuerSettings issuer(
            TokenDialect dialect,
            String issuer,
            List<String> tenants,
            String discovery,
            List<String> audiences,
            String scopesClaim) {
        return new IssuerSettings(
                name,
                dialect,
                issuer,
                tenants,
                discovery,
                audiences,
                words("algorithms", List.of("RS256"), ALGORITHMS),
                reader.text(key("rolesClaim"), "roles"),
                reader.text(key("scopesClaim"), scopesClaim));
    }

    /** One tenant, or a list of those that are accepted; never all that there are. */
    private List<String> tenants() {
        String one = reader.optional(key("tenant"));
        List<String> many = reader.words(key("tenants"), List.of());
        if ((one == null) == many.isEmpty()) {
            reader.mistake(key("tenant"), one, "tenant, the id of one tenant, or tenants, a list of them");
        }
        var tenants = new ArrayList<String>();
        if (one != null) {
            tenants.add(guid("tenant", one));
        }
        many.forEach(tenant -> tenants.add(guid("tenants", tenant)));
        return tenants;
    }

    private String guid(String key, String value) {
        String guid = value.toLowerCase(Locale.ROOT);
        if (!value.isEmpty() && !GUID.matcher(guid).matches()) {
            reader.mistake(key(key), value, GUID_WORDS);
        }
        return guid;
    }

    private String url(String key, String standard) {
        String url = reader.text(key(key), standard);
        if (reader.isSet(key(key)) && !SafeUrl.isSafe(url)) {
            reader.mistake(key(key), url, "an https URL without query or fragment");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private List<String> words(String key, List<String> standard, List<String> choices) {
        List<String> words = reader.words(key(key), standard);
        if (!choices.containsAll(words)) {
            reader.mistake(key(key), String.join(", ", words), "some of " + String.join(", ", choices));
        }
        return words;
    }

    private String key(String key) {
        return SECTION + "." + name + "." + key;
    }
}
