package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about a module (modules.md 1.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleProperties {
  /** Place in the order of installation. */
  private @Nullable Long weight;

  /** Source in use; absent until one is chosen. */
  private @Nullable String source;

  private @Nullable List<String> availableSources;
  private @Nullable String releaseChannel;
  private @Nullable String stage;

  /** Version in force, with a leading v. */
  private @Nullable String version;

  /** Policy named in the ModuleConfig; absent for the default one. */
  private @Nullable String updatePolicy;

  private @Nullable String description;
  private @Nullable Boolean critical;
  private @Nullable String namespace;
  private @Nullable List<String> subsystems;

  /** At most one module of a group can be enabled. */
  private @Nullable String exclusiveGroup;

  private @Nullable ModuleRequirements requirements;
  private @Nullable DisableOptions disableOptions;
  private @Nullable ModuleAccessibility accessibility;

  public @Nullable Long getWeight() {
    return weight;
  }

  public void setWeight(@Nullable Long weight) {
    this.weight = weight;
  }

  public @Nullable String getSource() {
    return source;
  }

  public void setSource(@Nullable String source) {
    this.source = source;
  }

  public @Nullable List<String> getAvailableSources() {
    return availableSources;
  }

  public void setAvailableSources(@Nullable List<String> availableSources) {
    this.availableSources = availableSources;
  }

  public @Nullable String getReleaseChannel() {
    return releaseChannel;
  }

  public void setReleaseChannel(@Nullable String releaseChannel) {
    this.releaseChannel = releaseChannel;
  }

  public @Nullable String getStage() {
    return stage;
  }

  public void setStage(@Nullable String stage) {
    this.stage = stage;
  }

  public @Nullable String getVersion() {
    return version;
  }

  public void setVersion(@Nullable String version) {
    this.version = version;
  }

  public @Nullable String getUpdatePolicy() {
    return updatePolicy;
  }

  public void setUpdatePolicy(@Nullable String updatePolicy) {
    this.updatePolicy = updatePolicy;
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  public @Nullable Boolean getCritical() {
    return critical;
  }

  public void setCritical(@Nullable Boolean critical) {
    this.critical = critical;
  }

  public @Nullable String getNamespace() {
    return namespace;
  }

  public void setNamespace(@Nullable String namespace) {
    this.namespace = namespace;
  }

  public @Nullable List<String> getSubsystems() {
    return subsystems;
  }

  public void setSubsystems(@Nullable List<String> subsystems) {
    this.subsystems = subsystems;
  }

  public @Nullable String getExclusiveGroup() {
    return exclusiveGroup;
  }

  public void setExclusiveGroup(@Nullable String exclusiveGroup) {
    this.exclusiveGroup = exclusiveGroup;
  }

  public @Nullable ModuleRequirements getRequirements() {
    return requirements;
  }

  public void setRequirements(@Nullable ModuleRequirements requirements) {
    this.requirements = requirements;
  }

  public @Nullable DisableOptions getDisableOptions() {
    return disableOptions;
  }

  public void setDisableOptions(@Nullable DisableOptions disableOptions) {
    this.disableOptions = disableOptions;
  }

  public @Nullable ModuleAccessibility getAccessibility() {
    return accessibility;
  }

  public void setAccessibility(@Nullable ModuleAccessibility accessibility) {
    this.accessibility = accessibility;
  }
}
