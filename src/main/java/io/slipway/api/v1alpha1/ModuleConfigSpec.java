package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the user wants of a module (modules.md 2.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleConfigSpec {
  /** No opinion when absent. */
  private @Nullable Boolean enabled;

  /** {@code NoResourceReconciliation} or absent. */
  private @Nullable String maintenance;

  /** Version of the settings' schema. */
  private @Nullable Long version;

  /** Any JSON object; checked against the module's own schema. */
  private @Nullable Map<String, @Nullable Object> settings;

  private @Nullable String updatePolicy;
  private @Nullable String source;

  public @Nullable Boolean getEnabled() {
    return enabled;
  }

  public void setEnabled(@Nullable Boolean enabled) {
    this.enabled = enabled;
  }

  public @Nullable String getMaintenance() {
    return maintenance;
  }

  public void setMaintenance(@Nullable String maintenance) {
    this.maintenance = maintenance;
  }

  public @Nullable Long getVersion() {
    return version;
  }

  public void setVersion(@Nullable Long version) {
    this.version = version;
  }

  public @Nullable Map<String, @Nullable Object> getSettings() {
    return settings;
  }

  public void setSettings(@Nullable Map<String, @Nullable Object> settings) {
    this.settings = settings;
  }

  public @Nullable String getUpdatePolicy() {
    return updatePolicy;
  }

  public void setUpdatePolicy(@Nullable String updatePolicy) {
    this.updatePolicy = updatePolicy;
  }

  public @Nullable String getSource() {
    return source;
  }

  public void setSource(@Nullable String source) {
    this.source = source;
  }
}
