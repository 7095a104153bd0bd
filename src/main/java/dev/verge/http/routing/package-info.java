/**
 * From the target of a request to what is served there.
 *
 * <p>Pure text and trees: knows no server. Start reading at {@link dev.verge.http.routing.Routes}.
 */
@NullMarked
package dev.verge.http.routing;

import org.jspecify.annotations.NullMarked;
