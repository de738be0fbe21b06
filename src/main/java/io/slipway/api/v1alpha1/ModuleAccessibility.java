package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a module may be used (modules.md 1.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleAccessibility {
  /** By edition of the platform; {@code _default} stands for those not listed. */
  private @Nullable Map<String, EditionAccess> editions;

  public @Nullable Map<String, EditionAccess> getEditions() {
    return editions;
  }

  public void setEditions(@Nullable Map<String, EditionAccess> editions) {
    this.editions = editions;
  }
}
