/**
 * Turns bytes and texts into values, strictly: encodings, percent-encoding, JSON, and the text of a value by the type
 * that its schema wants.
 *
 * <p>Knows neither parameters nor bodies. Start reading at {@link dev.verge.contract.request.text.Texts}.
 */
@NullMarked
package dev.verge.contract.request.text;

import org.jspecify.annotations.NullMarked;
