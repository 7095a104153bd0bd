package dev.verge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class StartExceptionTest {
    @Test
    void saysWhichSettingNamesAHostThatNobodyKnows() {
        Throwable told = StartException.explain(new UnknownHostException("nowhere"), "http.port", "nowhere", 8080);
        assertThat(told)
                .isInstanceOf(StartException.class)
                .hasMessage("Cannot listen on nowhere:8080 (http.port): no host has this name");
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        var failure = new IllegalStateException("other");
        assertThat(StartException.explain(failure, "http.port", "127.0.0.1", 8080))
                .isSameAs(failure);
    }
}
