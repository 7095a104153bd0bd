package dev.verge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void givesEachCallerADatabaseOfItsOwn() {
        assertThat(TestDatabase.create("CREATE TABLE t ()").url())
                .isNotEqualTo(TestDatabase.create("CREATE TABLE t ()").url());
        assertThat(TestDatabase.engine()).containsAnyOf("Testcontainers", "embedded");
    }
}
