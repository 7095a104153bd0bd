/**
 * Reads an OpenAPI document into the model of {@code dev.verge.contract}; one small reader for each object of the
 * specification that Verge acts on.
 *
 * <p>Wrong types and unknown members are reported by {@code openapi.structure} before; readers pass over them and report
 * what only they can know. Start reading at {@link dev.verge.contract.openapi.ContractReader}.
 */
@NullMarked
package dev.verge.contract.openapi;

import org.jspecify.annotations.NullMarked;
