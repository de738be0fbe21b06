/**
 * What is known: immutable projections of all events so far, and the reducers that fold them. May
 * import {@code core.value} and {@code core.event}.
 */
@NullMarked
package io.slipway.core.projection;

import org.jspecify.annotations.NullMarked;
