package io.slipway.api.v1alpha2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What an override has come to (modules.md 5.2). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModulePullOverrideStatus {
  private @Nullable String message;

  /** When the status changed, RFC 3339. */
  private @Nullable String updatedAt;

  private @Nullable String imageDigest;
  private @Nullable Long weight;

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  public @Nullable String getUpdatedAt() {
    return updatedAt;
  }

  public void setUpdatedAt(@Nullable String updatedAt) {
    this.updatedAt = updatedAt;
  }

  public @Nullable String getImageDigest() {
    return imageDigest;
  }

  public void setImageDigest(@Nullable String imageDigest) {
    this.imageDigest = imageDigest;
  }

  public @Nullable Long getWeight() {
    return weight;
  }

  public void setWeight(@Nullable Long weight) {
    this.weight = weight;
  }
}
