/** Tests of the sample modules. May import what reads YAML. */
@NullMarked
package io.slipway.samples;

import org.jspecify.annotations.NullMarked;
