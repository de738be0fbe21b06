package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a release stands (releases.md 1.3). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleReleaseStatus {
  private @Nullable String phase;
  private @Nullable String message;

  /** When the phase changed, RFC 3339. */
  private @Nullable String transitionTime;

  private @Nullable Boolean approved;

  /** Size of the package in bytes. */
  private @Nullable Long size;

  /** How long the download took, as {@code 1.5s}. */
  private @Nullable String pullDuration;

  /** Generation this status belongs to, read by kstatus. */
  private @Nullable Long observedGeneration;

  private @Nullable List<Condition> conditions;

  public @Nullable String getPhase() {
    return phase;
  }

  public void setPhase(@Nullable String phase) {
    this.phase = phase;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  public @Nullable String getTransitionTime() {
    return transitionTime;
  }

  public void setTransitionTime(@Nullable String transitionTime) {
    this.transitionTime = transitionTime;
  }

  public @Nullable Boolean getApproved() {
    return approved;
  }

  public void setApproved(@Nullable Boolean approved) {
    this.approved = approved;
  }

  public @Nullable Long getSize() {
    return size;
  }

  public void setSize(@Nullable Long size) {
    this.size = size;
  }

  public @Nullable String getPullDuration() {
    return pullDuration;
  }

  public void setPullDuration(@Nullable String pullDuration) {
    this.pullDuration = pullDuration;
  }

  public @Nullable Long getObservedGeneration() {
    return observedGeneration;
  }

  public void setObservedGeneration(@Nullable Long observedGeneration) {
    this.observedGeneration = observedGeneration;
  }

  public @Nullable List<Condition> getConditions() {
    return conditions;
  }

  public void setConditions(@Nullable List<Condition> conditions) {
    this.conditions = conditions;
  }
}
