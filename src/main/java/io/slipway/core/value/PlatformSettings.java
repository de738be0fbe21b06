package io.slipway.core.value;

import java.util.List;
import java.util.Optional;

/**
 * What ModuleConfig {@code deckhouse} says of updates.
 *
 * @param policy default update policy (releases.md 3.5)
 * @param notification empty when nothing is said of it
 * @param problems what cannot be read, for the user
 */
public record PlatformSettings(
    UpdatePolicy policy, Optional<NotificationSettings> notification, List<String> problems) {
  public PlatformSettings {
    problems = List.copyOf(problems);
  }

  /** Settings that say nothing of notifications. */
  public PlatformSettings(UpdatePolicy policy) {
    this(policy, Optional.empty(), List.of());
  }
}
