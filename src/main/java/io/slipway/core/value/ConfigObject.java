package io.slipway.core.value;

import java.util.Optional;

/**
 * A ModuleConfig as observed.
 *
 * @param enabled absent means no opinion
 * @param source wished source, empty when none is named
 * @param updatePolicy name of the wished policy, empty for the default one
 * @param version settings schema version, 0 when absent
 * @param settingsJson canonical JSON of {@code spec.settings}; {@code {}} when absent
 * @param platform settings of updates, only in the config named {@code deckhouse}
 */
public record ConfigObject(
    ObjectMeta meta,
    Optional<Boolean> enabled,
    String source,
    String updatePolicy,
    int version,
    String settingsJson,
    Optional<PlatformSettings> platform,
    Status status) {
  /** What the object shows; empty texts mean absent. */
  public record Status(String version, String message) {
    public static final Status EMPTY = new Status("", "");
  }

  /** Whether the module shall run: named by an undeleted config with {@code enabled: true}. */
  public boolean switchesOn() {
    return enabled.orElse(false) && !meta.deleting();
  }

  @Override
  public String toString() {
    return "ConfigObject[" + meta.name() + ", enabled=" + enabled + "]";
  }
}
