package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the release consists of and needs (releases.md 1.2). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleReleaseSpec {
  private @Nullable String moduleName;

  /** Semantic version, normally without a leading v; may be any text. */
  private @Nullable String version;

  /** Place in the order of installation. */
  private @Nullable Long weight;

  /** Earliest time of the deployment, RFC 3339. */
  private @Nullable String applyAfter;

  private @Nullable ReleaseRequirements requirements;
  private @Nullable ReleaseUpdate update;

  /** Any JSON object; for display only. */
  private @Nullable Map<String, @Nullable Object> changelog;

  public @Nullable String getModuleName() {
    return moduleName;
  }

  public void setModuleName(@Nullable String moduleName) {
    this.moduleName = moduleName;
  }

  public @Nullable String getVersion() {
    return version;
  }

  public void setVersion(@Nullable String version) {
    this.version = version;
  }

  public @Nullable Long getWeight() {
    return weight;
  }

  public void setWeight(@Nullable Long weight) {
    this.weight = weight;
  }

  public @Nullable String getApplyAfter() {
    return applyAfter;
  }

  public void setApplyAfter(@Nullable String applyAfter) {
    this.applyAfter = applyAfter;
  }

  public @Nullable ReleaseRequirements getRequirements() {
    return requirements;
  }

  public void setRequirements(@Nullable ReleaseRequirements requirements) {
    this.requirements = requirements;
  }

  public @Nullable ReleaseUpdate getUpdate() {
    return update;
  }

  public void setUpdate(@Nullable ReleaseUpdate update) {
    this.update = update;
  }

  public @Nullable Map<String, @Nullable Object> getChangelog() {
    return changelog;
  }

  public void setChangelog(@Nullable Map<String, @Nullable Object> changelog) {
    this.changelog = changelog;
  }
}
