package dev.verge;

import dev.verge.development.EmbeddedDatabase;
import dev.verge.development.LocalIssuer;
import dev.verge.development.SampleCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the dev mode brings to a node that has nothing: a database and an issuer. */
record Surroundings(EmbeddedDatabase database, LocalIssuer issuer) {

    /** Starts both. Fails with {@link dev.verge.source.MistakesException} when the schema or the data do not apply. */
    static Future<Surroundings> start(Vertx vertx, Path conf, int issuerPort, List<SampleCaller> callers) {
        Future<LocalIssuer> issuer = LocalIssuer.start(vertx, issuerPort, Clock.systemUTC(), callers);
        Future<EmbeddedDatabase> database = EmbeddedDatabase.start(vertx, conf).recover(Surroundings::explain);
        return Future.join(issuer, database)
                .map(started -> new Surroundings(database.result(), issuer.result()))
                .onFailure(ignored -> {
                    issuer.onSuccess(LocalIssuer::stop);
                    database.onSuccess(EmbeddedDatabase::stop);
                });
    }

    private static <T> Future<T> explain(Throwable failure) {
        return Future.failedFuture(
                failure instanceof IOException ? new StartException(String.valueOf(failure.getMessage())) : failure);
    }

    /** What the dev mode decides over the settings of the file. */
    Map<String, Object> settings(int port, int managementPort) {
        var settings = new HashMap<String, Object>();
        settings.put("http.host", "127.0.0.1");
        settings.put("http.port", port);
        settings.put("http.drainDelay", "0s");
        settings.put("reload.watch", "false");
        settings.put("management.host", "127.0.0.1");
        settings.put("management.port", managementPort);
        settings.put("database.url", database.url());
        settings.put("database.user", database.user());
        settings.put("database.password", "");
        settings.put("database.passwordFile", "");
        settings.put("database.tls", "off");
        settings.putAll(DevServer.identity(issuer.url()));
        return settings;
    }

    <T> Future<T> abandon(Throwable failure) {
        return stop().transform(ignored -> Future.failedFuture(failure));
    }

    Future<Void> stop() {
        return issuer.stop().transform(ignored -> database.stop());
    }
}
