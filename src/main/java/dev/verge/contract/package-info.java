/**
 * The OpenAPI contract as a model of its own: operations, parameters, bodies, answers and who may call.
 *
 * <p>Knows neither SQL nor HTTP servers. Loading reports every mistake with its place; what a request is checked
 * against stands in {@code contract.request}, JSON Schema in {@code contract.schema}. Start reading at
 * {@link dev.verge.contract.Contract}.
 */
@NullMarked
package dev.verge.contract;

import org.jspecify.annotations.NullMarked;
