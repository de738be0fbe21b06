/**
 * Carries installations out: package store and reader, values, schemas, conversions, Helm. May
 * import {@code core}, {@code stream}, Fabric8 and helm-java.
 */
@NullMarked
package io.slipway.install;

import org.jspecify.annotations.NullMarked;
