/**
 * Reads and checks the body of a request in the media types that an operation declares.
 *
 * <p>Start reading at {@link dev.verge.contract.request.body.BodyValidator}.
 */
@NullMarked
package dev.verge.contract.request.body;

import org.jspecify.annotations.NullMarked;
