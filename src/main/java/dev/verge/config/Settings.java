package dev.verge.config;

/**
 * All settings of a node.
 *
 * @param contract the contract's file name inside the conf directory
 * @param http the public port
 * @param management the private port
 * @param database the database
 * @param identity whose tokens are accepted
 * @param deadline how long requests may take
 */
public record Settings(
        String contract,
        HttpSettings http,
        ManagementSettings management,
        DatabaseSettings database,
        IdentitySettings identity,
        DeadlineSettings deadline) {

    static Settings read(SettingsReader reader) {
        DatabaseSettings database = DatabaseSettings.read(reader);
        DeadlineSettings deadline = DeadlineSettings.read(reader);
        HttpSettings http = HttpSettings.read(reader, database.connections());
        if (http.idleTimeout().compareTo(deadline.maximum()) <= 0) {
            reader.mistake("http.idleTimeout", Units.time(http.idleTimeout()), "longer than deadline.maximum");
        }
        return new Settings(
                reader.text("contract", "openapi.yaml"),
                http,
                ManagementSettings.read(reader),
                database,
                IdentitySettings.read(reader),
                deadline);
    }
}
