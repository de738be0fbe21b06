/**
 * Configuration, wiring, life cycle, health and metrics of the process. May import every package.
 */
@NullMarked
package io.slipway.app;

import org.jspecify.annotations.NullMarked;
