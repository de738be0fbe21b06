package io.slipway.core.value;

import java.util.List;

/**
 * Rules by which a module is updated: a ModuleUpdatePolicy, or the platform's own settings.
 *
 * @param name object name, or {@link #DEFAULT_NAME}
 */
public record UpdatePolicy(
    String name, ReleaseChannel channel, UpdateMode mode, List<UpdateWindow> windows, Soak soak) {
  /** Name of the default policy, also of the ModuleConfig it is read from (DESIGN.md §1). */
  public static final String DEFAULT_NAME = "deckhouse";

  /** In force while ModuleConfig {@code deckhouse} says nothing (releases.md 3.5). */
  public static final UpdatePolicy DEFAULT =
      new UpdatePolicy(DEFAULT_NAME, ReleaseChannel.STABLE, UpdateMode.AUTO, List.of());

  public UpdatePolicy {
    windows = List.copyOf(windows);
  }

  /** A policy that asks for no age. */
  public UpdatePolicy(
      String name, ReleaseChannel channel, UpdateMode mode, List<UpdateWindow> windows) {
    this(name, channel, mode, windows, Soak.NONE);
  }
}
