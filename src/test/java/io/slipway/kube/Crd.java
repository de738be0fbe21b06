package io.slipway.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.api.v1alpha1.ModuleSource;

/** Small custom resources for tests. */
final class Crd {
  private static final KubernetesSerialization WIRE = new KubernetesSerialization();

  private Crd() {}

  static GenericKubernetesResource yaml(String yaml) {
    return WIRE.unmarshal(
        "apiVersion: deckhouse.io/v1alpha1\n" + yaml, GenericKubernetesResource.class);
  }

  static ModuleSource source() {
    return WIRE.unmarshal(
        "metadata: {name: s}\nspec: {registry: {repo: registry.example.com/modules}}",
        ModuleSource.class);
  }

  static ModuleRelease release(String name) {
    return WIRE.unmarshal(
        "metadata: {name: " + name + "}\nspec: {moduleName: echo, version: 1.0.0}",
        ModuleRelease.class);
  }
}
