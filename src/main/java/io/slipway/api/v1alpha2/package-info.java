/**
 * Version v1alpha2 of the custom resources: the stored form of update policies and pull overrides,
 * as mutable beans that take whatever the API server serves. It may import the model and
 * annotations of Fabric8 and the annotations of Jackson.
 */
@NullMarked
package io.slipway.api.v1alpha2;

import org.jspecify.annotations.NullMarked;
