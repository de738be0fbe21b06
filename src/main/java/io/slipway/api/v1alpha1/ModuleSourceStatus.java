package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the last scan of a source has shown (sources.md 1.3). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleSourceStatus {
  /** {@code Active} or {@code Terminating}. */
  private @Nullable String phase;

  /** When the last scan ended, RFC 3339. */
  private @Nullable String syncTime;

  private @Nullable Integer modulesCount;
  private @Nullable String message;

  /** Sorted by name, one entry per name. */
  private @Nullable List<SourceModule> modules;

  public @Nullable String getPhase() {
    return phase;
  }

  public void setPhase(@Nullable String phase) {
    this.phase = phase;
  }

  public @Nullable String getSyncTime() {
    return syncTime;
  }

  public void setSyncTime(@Nullable String syncTime) {
    this.syncTime = syncTime;
  }

  public @Nullable Integer getModulesCount() {
    return modulesCount;
  }

  public void setModulesCount(@Nullable Integer modulesCount) {
    this.modulesCount = modulesCount;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  public @Nullable List<SourceModule> getModules() {
    return modules;
  }

  public void setModules(@Nullable List<SourceModule> modules) {
    this.modules = modules;
  }
}
