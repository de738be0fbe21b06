package io.slipway.api.v1alpha2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What the user wants of an override (modules.md 5.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModulePullOverrideSpec {
  private @Nullable String imageTag;

  /** How often the tag is looked at, as {@code 15s}. */
  private @Nullable String scanInterval;

  /** Install the released version again afterwards. */
  private @Nullable Boolean rollback;

  /** Kept from v1alpha1 and not evaluated. */
  private @Nullable String source;

  public @Nullable String getImageTag() {
    return imageTag;
  }

  public void setImageTag(@Nullable String imageTag) {
    this.imageTag = imageTag;
  }

  public @Nullable String getScanInterval() {
    return scanInterval;
  }

  public void setScanInterval(@Nullable String scanInterval) {
    this.scanInterval = scanInterval;
  }

  public @Nullable Boolean getRollback() {
    return rollback;
  }

  public void setRollback(@Nullable Boolean rollback) {
    this.rollback = rollback;
  }

  public @Nullable String getSource() {
    return source;
  }

  public void setSource(@Nullable String source) {
    this.source = source;
  }
}
