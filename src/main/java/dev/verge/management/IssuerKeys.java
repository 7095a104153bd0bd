package dev.verge.management;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An issuer's keys in an operator's hand.
 *
 * @param name the settings' name of the issuer; two share one when a setting stands for both versions of Entra ID's tokens
 * @param issuer {@code iss}
 * @param report what is known now
 * @param refresh fetches the keys; fails when they could not be had
 * @param evict refuses the key of this id from now on
 */
public record IssuerKeys(
        String name,
        String issuer,
        Supplier<KeysReport> report,
        Supplier<Future<Void>> refresh,
        Function<String, Future<Void>> evict) {

    JsonObject json() {
        return report.get().addTo(named());
    }

    /** Fetches the keys and tells what came of it; never fails. */
    Future<Refreshed> refreshed() {
        return refresh.get().transform(done -> Future.succeededFuture(new Refreshed(this, done.succeeded())));
    }

    private JsonObject named() {
        return new JsonObject().put("name", name).put("issuer", issuer);
    }

    /** What came of a fetch. */
    record Refreshed(IssuerKeys keys, boolean succeeded) {

        JsonObject json() {
            return keys.report().get().addTo(keys.named().put("refreshed", succeeded));
        }
    }
}
