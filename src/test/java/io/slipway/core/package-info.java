/**
 * Builders of what tests of {@code core} are given, and the scenario that folds them. May import
 * all of {@code core}.
 */
@NullMarked
package io.slipway.core;

import org.jspecify.annotations.NullMarked;
