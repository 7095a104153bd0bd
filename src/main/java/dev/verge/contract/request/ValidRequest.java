package dev.verge.contract.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that matches its contract, defaults applied. Values are those of JSON: {@code String}, {@code Boolean},
 * {@code Integer}, {@code Long}, {@code BigInteger}, {@code BigDecimal}, {@code JsonArray}, {@code JsonObject}, null.
 *
 * @param parameters by name as the contract spells it; an absent optional parameter without a default is not in it
 * @param body the body; null when there is none
 */
public record ValidRequest(
        Map<String, @Nullable Object> parameters, @Nullable Object body) {}
