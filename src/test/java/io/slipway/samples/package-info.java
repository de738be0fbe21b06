/**
 * Tests of the sample modules. May import {@code registry}, {@code install} and the test harness.
 */
@NullMarked
package io.slipway.samples;

import org.jspecify.annotations.NullMarked;
