package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a module stands (modules.md 1.1, 1.6). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleStatus {
  private @Nullable String phase;

  /** Summary for the column READY: {@code True}, {@code False} or {@code Error}. */
  private @Nullable String ready;

  /** Result of the last run of every hook. */
  private @Nullable String hooksState;

  private @Nullable List<Condition> conditions;

  public @Nullable String getPhase() {
    return phase;
  }

  public void setPhase(@Nullable String phase) {
    this.phase = phase;
  }

  public @Nullable String getReady() {
    return ready;
  }

  public void setReady(@Nullable String ready) {
    this.ready = ready;
  }

  public @Nullable String getHooksState() {
    return hooksState;
  }

  public void setHooksState(@Nullable String hooksState) {
    this.hooksState = hooksState;
  }

  public @Nullable List<Condition> getConditions() {
    return conditions;
  }

  public void setConditions(@Nullable List<Condition> conditions) {
    this.conditions = conditions;
  }
}
