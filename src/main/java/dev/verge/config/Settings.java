package dev.verge.config;

import dev.verge.config.reading.SettingsReader;

/**
 * All settings of a node.
 *
 * @param contract the contract's file name inside the conf directory
 * @param http the public port
 * @param management the private port
 * @param database the database
 * @param identity whose tokens are accepted
 * @param audit the decision record
 * @param limits what may be asked of the node
 * @param deadline how long requests may take
 * @param reload when changed files are served
 * @param fixed what a running node cannot change
 * @param telemetry what the node tells about its work
 * @param log the log
 */
public record Settings(
        String contract,
        HttpSettings http,
        ManagementSettings management,
        DatabaseSettings database,
        IdentitySettings identity,
        AuditSettings audit,
        LimitSettings limits,
        DeadlineSettings deadline,
        ReloadSettings reload,
        FixedSettings fixed,
        TelemetrySettings telemetry,
        LogSettings log) {

    /** The contract in the conf folder unless the settings name another. */
    public static final String STANDARD_CONTRACT = "openapi.yaml";

    static Settings read(SettingsReader reader) {
        DatabaseSettings database = DatabaseSettings.read(reader);
        DeadlineSettings deadline = DeadlineSettings.read(reader);
        HttpSettings http = HttpSettings.read(reader, database.lanes());
        database.lanes().refuseUneven(reader, http.instances());
        if (database.replica() != null) {
            database.replica().refuseFewer(reader, http.instances());
        }
        http.refuseShorterThan(deadline.maximum(), reader);
        ManagementSettings management = ManagementSettings.read(reader);
        if (management.port() != 0 && management.port() == http.port()) {
            reader.mistake("management.port", management.port(), "another than http.port");
        }
        String contract = reader.text("contract", STANDARD_CONTRACT);
        if (contract.chars().anyMatch(Character::isISOControl)) {
            reader.mistake("contract", "control characters", "the name of a file, such as " + STANDARD_CONTRACT);
            contract = STANDARD_CONTRACT;
        }
        TelemetrySettings telemetry = TelemetrySettings.read(reader);
        LogSettings log = LogSettings.read(reader);
        return new Settings(
                contract,
                http,
                management,
                database,
                IdentitySettings.read(reader),
                AuditSettings.read(reader),
                LimitSettings.read(reader),
                deadline,
                ReloadSettings.read(reader),
                new FixedSettings(reader),
                telemetry,
                log);
    }
}
