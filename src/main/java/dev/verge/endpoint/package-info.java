/**
 * One operation being served: contract, access rule, statement and permission rule joined, and the story of a request.
 *
 * <p>The only package that knows the four pillars contract, sql, auth and database; links them at start and reports
 * every mismatch. Knows no HTTP server. Start reading at {@link dev.verge.endpoint.Endpoint}.
 */
@NullMarked
package dev.verge.endpoint;

import org.jspecify.annotations.NullMarked;
