/** Rules that hold for the whole source tree. May import everything, ArchUnit included. */
@NullMarked
package io.slipway;

import org.jspecify.annotations.NullMarked;
