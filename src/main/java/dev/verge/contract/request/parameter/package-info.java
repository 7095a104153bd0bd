/**
 * Reads and checks the parameters of a request, wherever they stand and in whatever style.
 *
 * <p>Start reading at {@link dev.verge.contract.request.parameter.ParameterValidator}.
 */
@NullMarked
package dev.verge.contract.request.parameter;

import org.jspecify.annotations.NullMarked;
