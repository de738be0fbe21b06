/**
 * The engine under a virtual clock, with a cluster, registry and installer that fail by seed. May
 * import {@code core} and {@code stream}.
 */
@NullMarked
package io.slipway.sim;

import org.jspecify.annotations.NullMarked;
