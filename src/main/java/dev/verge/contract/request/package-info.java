/**
 * Reads a request as its operation describes it: parameters of every style, bodies of every media type, all violations
 * together.
 *
 * <p>Pure: no I/O, no HTTP server types. Start reading at {@link dev.verge.contract.request.RequestValidator}.
 */
@NullMarked
package dev.verge.contract.request;

import org.jspecify.annotations.NullMarked;
