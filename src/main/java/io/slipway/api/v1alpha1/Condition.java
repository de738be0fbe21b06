package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** One condition of an object, in the form shared by all kinds (modules.md 1.4). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class Condition {
  private @Nullable String type;

  /** {@code True}, {@code False} or {@code Unknown}. */
  private @Nullable String status;

  private @Nullable String reason;
  private @Nullable String message;
  private @Nullable Long observedGeneration;

  /** RFC 3339. */
  private @Nullable String lastProbeTime;

  /** When the status changed, RFC 3339. */
  private @Nullable String lastTransitionTime;

  public @Nullable String getType() {
    return type;
  }

  public void setType(@Nullable String type) {
    this.type = type;
  }

  public @Nullable String getStatus() {
    return status;
  }

  public void setStatus(@Nullable String status) {
    this.status = status;
  }

  public @Nullable String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  public @Nullable Long getObservedGeneration() {
    return observedGeneration;
  }

  public void setObservedGeneration(@Nullable Long observedGeneration) {
    this.observedGeneration = observedGeneration;
  }

  public @Nullable String getLastProbeTime() {
    return lastProbeTime;
  }

  public void setLastProbeTime(@Nullable String lastProbeTime) {
    this.lastProbeTime = lastProbeTime;
  }

  public @Nullable String getLastTransitionTime() {
    return lastTransitionTime;
  }

  public void setLastTransitionTime(@Nullable String lastTransitionTime) {
    this.lastTransitionTime = lastTransitionTime;
  }
}
