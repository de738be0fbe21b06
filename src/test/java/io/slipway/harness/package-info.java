/**
 * Real servers for integration tests (API server, registry, the packaged operator), and counters of
 * what they were asked. May import {@code harness.tool}, the Fabric8 client and Jackson; never the
 * operator's own packages.
 */
@NullMarked
package io.slipway.harness;

import org.jspecify.annotations.NullMarked;
