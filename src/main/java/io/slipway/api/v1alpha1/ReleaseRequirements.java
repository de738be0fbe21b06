package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a release needs from the cluster, as version constraints (releases.md 4). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ReleaseRequirements {
  private @Nullable String deckhouse;
  private @Nullable String kubernetes;

  /** By name of the module; {@code !optional} at the end lets it be absent. */
  private @Nullable Map<String, String> modules;

  public @Nullable String getDeckhouse() {
    return deckhouse;
  }

  public void setDeckhouse(@Nullable String deckhouse) {
    this.deckhouse = deckhouse;
  }

  public @Nullable String getKubernetes() {
    return kubernetes;
  }

  public void setKubernetes(@Nullable String kubernetes) {
    this.kubernetes = kubernetes;
  }

  public @Nullable Map<String, String> getModules() {
    return modules;
  }

  public void setModules(@Nullable Map<String, String> modules) {
    this.modules = modules;
  }
}
