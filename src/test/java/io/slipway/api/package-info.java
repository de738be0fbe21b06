/**
 * Tests of the API classes against the checked-in CRDs. May import {@code api} and the test
 * harness.
 */
@NullMarked
package io.slipway.api;

import org.jspecify.annotations.NullMarked;
