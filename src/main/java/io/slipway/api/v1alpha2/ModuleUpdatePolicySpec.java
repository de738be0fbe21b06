package io.slipway.api.v1alpha2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Channel and rules of an update policy (releases.md 3.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleUpdatePolicySpec {
  private @Nullable String releaseChannel;
  private @Nullable UpdateSettings update;

  /** Kept from v1alpha1 and not evaluated. */
  private @Nullable Map<String, @Nullable Object> moduleReleaseSelector;

  public @Nullable String getReleaseChannel() {
    return releaseChannel;
  }

  public void setReleaseChannel(@Nullable String releaseChannel) {
    this.releaseChannel = releaseChannel;
  }

  public @Nullable UpdateSettings getUpdate() {
    return update;
  }

  public void setUpdate(@Nullable UpdateSettings update) {
    this.update = update;
  }

  public @Nullable Map<String, @Nullable Object> getModuleReleaseSelector() {
    return moduleReleaseSelector;
  }

  public void setModuleReleaseSelector(
      @Nullable Map<String, @Nullable Object> moduleReleaseSelector) {
    this.moduleReleaseSelector = moduleReleaseSelector;
  }
}
