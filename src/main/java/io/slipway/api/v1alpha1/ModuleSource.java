package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A container registry from which modules are taken (sources.md 1). */
@Group("deckhouse.io")
@Version("v1alpha1")
@Kind("ModuleSource")
@Plural("modulesources")
@Singular("modulesource")
@ShortNames("ms")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleSource extends CustomResource<ModuleSourceSpec, ModuleSourceStatus> {

  /** Only the name: the annotations may hold a copy of the manifest with its credentials. */
  @Override
  public String toString() {
    return "ModuleSource/" + getMetadata().getName();
  }
}
