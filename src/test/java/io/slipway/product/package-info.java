/**
 * The packaged operator as a user meets it: on a real API server and a real registry, with real
 * Helm and kubectl. May import {@code harness}, {@code registry} for publishing, {@code core.value}
 * and the Fabric8 client; of the operator itself only its black-box contract.
 */
@NullMarked
package io.slipway.product;

import org.jspecify.annotations.NullMarked;
