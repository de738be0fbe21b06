/**
 * What {@code ./dev} does: a real cluster and registry on loopback, the operator in dev mode, and
 * the project's tasks. May import {@code harness}, picocli, and of the product only the publisher
 * of {@code registry}.
 */
@NullMarked
package io.slipway.sandbox;

import org.jspecify.annotations.NullMarked;
