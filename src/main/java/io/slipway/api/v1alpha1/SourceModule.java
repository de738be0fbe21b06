package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** One module of a source as the last scan saw it (sources.md 1.3). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class SourceModule {
  private @Nullable String name;

  /** Update policy in force; absent for the default one. */
  private @Nullable String policy;

  /** Digest of the channel's release image when it was last read. */
  private @Nullable String checksum;

  /** Version the channel points to, with a leading v. */
  private @Nullable String version;

  /** Why the channel could not be read. */
  private @Nullable String pullError;

  /** Last error of any kind with this module. */
  private @Nullable String error;

  /** A ModulePullOverride takes the module from another tag. */
  private @Nullable Boolean overridden;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getPolicy() {
    return policy;
  }

  public void setPolicy(@Nullable String policy) {
    this.policy = policy;
  }

  public @Nullable String getChecksum() {
    return checksum;
  }

  public void setChecksum(@Nullable String checksum) {
    this.checksum = checksum;
  }

  public @Nullable String getVersion() {
    return version;
  }

  public void setVersion(@Nullable String version) {
    this.version = version;
  }

  public @Nullable String getPullError() {
    return pullError;
  }

  public void setPullError(@Nullable String pullError) {
    this.pullError = pullError;
  }

  public @Nullable String getError() {
    return error;
  }

  public void setError(@Nullable String error) {
    this.error = error;
  }

  public @Nullable Boolean getOverridden() {
    return overridden;
  }

  public void setOverridden(@Nullable Boolean overridden) {
    this.overridden = overridden;
  }
}
