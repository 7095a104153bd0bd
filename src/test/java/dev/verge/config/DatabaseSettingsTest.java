package dev.verge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.config.DatabaseTenancy.Pooler;
import dev.verge.config.reading.SettingSource;
import dev.verge.config.reading.SettingsReader;
import dev.verge.source.Location;
import dev.verge.source.Mistake;
import dev.verge.source.Mistakes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {
    private final Mistakes mistakes = new Mistakes();

    @Test
    void readsHowTheServerIsShared() {
        DatabaseTenancy tenancy = read(Map.of(
                        "database.pooler", "transaction-prepared",
                        "database.nodes", "4",
                        "database.applicationName", "verge-7d9f"))
                .tenancy();
        assertThat(tenancy).isEqualTo(new DatabaseTenancy(Pooler.TRANSACTION_PREPARED, 4, "verge-7d9f"));
        assertThat(mistakes.list()).isEmpty();
    }

    @Test
    void refusesANameThatTheServerWouldNotShow() {
        read(Map.of("database.applicationName", "vérge"));
        read(Map.of("database.applicationName", "v".repeat(64)));
        assertThat(mistakes.list())
                .extracting(Mistake::toString)
                .hasSize(2)
                .allMatch(text -> text.contains("1 to 63 characters of ASCII"));
    }

    @Test
    void readsThePasswordFromOnePlace() {
        DatabaseSettings fromUrl = read(Map.of("database.url", "postgres://ann:s3cret@db.example/shop"));
        assertThat(fromUrl.password()).isEqualTo("s3cret");
        assertThat(fromUrl.toString()).doesNotContain("s3cret");
        assertThat(mistakes.list()).isEmpty();
        read(Map.of("database.password", "one", "database.passwordFile", "pom.xml"));
        assertThat(mistakes.list())
                .singleElement()
                .asString()
                .endsWith("pom.xml (expected: this or database.password, not both)");
    }

    @Test
    void readsFilesForTlsThatHoldWhatTheyShould() {
        read(Map.of(
                "database.certificate", "a.pem",
                "database.certificateAuthority", "pom.xml",
                "database.certificateRevocationList", "pom.xml"));
        assertThat(mistakes.list())
                .extracting(Mistake::toString)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).endsWith("a.pem (expected: database.key beside it; both or neither)"),
                        text -> assertThat(text)
                                .endsWith("pom.xml (expected: a PEM file of certificates that can be read)"),
                        text -> assertThat(text)
                                .endsWith("pom.xml (expected: a PEM file of revocation lists that can be read)"));
    }

    private DatabaseSettings read(Map<String, Object> values) {
        return DatabaseSettings.read(new SettingsReader(List.of(SettingSource.file(values, Location::of)), mistakes));
    }
}
