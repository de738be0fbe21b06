package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a module needs from the cluster; keys that are not known here are kept (modules.md 1.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleRequirements {
  private @Nullable String deckhouse;
  private @Nullable String kubernetes;
  private @Nullable String bootstrapped;

  /** Versions of other modules by name. */
  private @Nullable Map<String, String> modules;

  @JsonIgnore private final Map<String, @Nullable Object> others = new LinkedHashMap<>();

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

  public @Nullable String getBootstrapped() {
    return bootstrapped;
  }

  public void setBootstrapped(@Nullable String bootstrapped) {
    this.bootstrapped = bootstrapped;
  }

  public @Nullable Map<String, String> getModules() {
    return modules;
  }

  public void setModules(@Nullable Map<String, String> modules) {
    this.modules = modules;
  }

  @JsonAnyGetter
  public Map<String, @Nullable Object> getOthers() {
    return others;
  }

  @JsonAnySetter
  public void setOther(String name, @Nullable Object value) {
    others.put(name, value);
  }
}
