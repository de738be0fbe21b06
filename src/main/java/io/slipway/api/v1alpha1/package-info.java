/**
 * Version v1alpha1 of the custom resources: sources, modules, their configuration and their
 * releases, as mutable beans that take whatever the API server serves. It may import the model and
 * annotations of Fabric8 and the annotations of Jackson.
 */
@NullMarked
package io.slipway.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
