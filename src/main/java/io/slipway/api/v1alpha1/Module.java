package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * A module that is available in the cluster; it has {@code properties} in place of a spec
 * (modules.md 1.1).
 */
@Group("deckhouse.io")
@Version("v1alpha1")
@Kind("Module")
@Plural("modules")
@Singular("module")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class Module extends CustomResource<Void, ModuleStatus> {

  private @Nullable ModuleProperties properties;

  public @Nullable ModuleProperties getProperties() {
    return properties;
  }

  public void setProperties(@Nullable ModuleProperties properties) {
    this.properties = properties;
  }
}
