/**
 * The boundary to Kubernetes: taps, mappers, KubernetesWriter, leadership, admission. May import
 * {@code core}, {@code api}, {@code stream}, JOSDK and Fabric8.
 */
@NullMarked
package io.slipway.kube;

import org.jspecify.annotations.NullMarked;
