/**
 * The public port: requests from their head to their answer, limits, request ids, problem documents.
 *
 * <p>Knows endpoints, not what is behind them. Start reading at {@link dev.verge.http.ApiRouter}.
 */
@NullMarked
package dev.verge.http;

import org.jspecify.annotations.NullMarked;
