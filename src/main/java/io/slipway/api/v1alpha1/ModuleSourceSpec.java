package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What the user wants of a source (sources.md 1.2). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleSourceSpec {
  private @Nullable SourceRegistry registry;

  /** How often to scan, as {@code 1h30m}; the operator's own interval when absent or shorter. */
  private @Nullable String scanInterval;

  /** Deprecated and never read (sources.md POL-6). */
  private @Nullable String releaseChannel;

  public @Nullable SourceRegistry getRegistry() {
    return registry;
  }

  public void setRegistry(@Nullable SourceRegistry registry) {
    this.registry = registry;
  }

  public @Nullable String getScanInterval() {
    return scanInterval;
  }

  public void setScanInterval(@Nullable String scanInterval) {
    this.scanInterval = scanInterval;
  }

  public @Nullable String getReleaseChannel() {
    return releaseChannel;
  }

  public void setReleaseChannel(@Nullable String releaseChannel) {
    this.releaseChannel = releaseChannel;
  }
}
