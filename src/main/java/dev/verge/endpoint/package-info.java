/**
 * One operation as others see it: what the public port calls, and what a Java class implements to answer one.
 *
 * <p>Below it the only packages that know the four pillars contract, sql, auth and database: link joins them at start,
 * plan is what comes of it, serving answers with it. Knows no HTTP server. Start reading at
 * {@link dev.verge.endpoint.Endpoint}.
 */
@NullMarked
package dev.verge.endpoint;

import org.jspecify.annotations.NullMarked;
