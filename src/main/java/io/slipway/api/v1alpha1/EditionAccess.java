package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Use of a module in one edition of the platform (modules.md 1.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class EditionAccess {
  private @Nullable Boolean available;
  private @Nullable List<String> enabledInBundles;

  public @Nullable Boolean getAvailable() {
    return available;
  }

  public void setAvailable(@Nullable Boolean available) {
    this.available = available;
  }

  public @Nullable List<String> getEnabledInBundles() {
    return enabledInBundles;
  }

  public void setEnabledInBundles(@Nullable List<String> enabledInBundles) {
    this.enabledInBundles = enabledInBundles;
  }
}
