package dev.verge.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.observation.Observation.KeyEvicted;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MetricsHandlerTest {

    @Test
    void answersInTheFormatThatTheScraperAsksFor(Vertx vertx) {
        var port = new PrivatePort(vertx, "127.0.0.1", null, List.of());
        port.metrics().accept(new KeyEvicted("entra", "k1"));
        var text = port.get("/metrics");
        assertThat(text.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body())
                .contains("verge_keys_evictions_total{issuer=\"entra\"} 1.0\n")
                .doesNotContain("# EOF");
        var open = port.send(
                "GET",
                "/metrics",
                Map.of("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3,*/*;q=0.1"));
        assertThat(open.header("Content-Type")).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body())
                .contains("verge_keys_evictions_total{issuer=\"entra\"} 1.0\n")
                .endsWith("# EOF\n");
        assertThat(port.send("HEAD", "/metrics", Map.of()).body()).isEmpty();
    }
}
