/**
 * The engine around the core: one writer of numbered steps, and the dispatcher that decides and
 * starts effects. May import {@code core} and Mutiny.
 */
@NullMarked
package io.slipway.stream;

import org.jspecify.annotations.NullMarked;
