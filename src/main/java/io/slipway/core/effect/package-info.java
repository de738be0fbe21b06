/**
 * What Slipway may wish of the outside world, and the ports through which it is carried out. May
 * import {@code core.value}.
 */
@NullMarked
package io.slipway.core.effect;

import org.jspecify.annotations.NullMarked;
