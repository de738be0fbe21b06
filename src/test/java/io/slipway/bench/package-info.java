/** Benchmarks, run by {@code ./dev bench}; they report ratios within one run. */
@NullMarked
package io.slipway.bench;

import org.jspecify.annotations.NullMarked;
