package io.slipway.core.value;

import java.time.Duration;
import java.util.Map;

/**
 * What {@code version.json} says of how a version is to be rolled out (sources.md 2.18). It counts
 * only where the policy or the source asks for it.
 *
 * @param suspend the version is not to be deployed any more
 * @param canary by tag of the channel; only what is enabled and makes sense
 */
public record Rollout(boolean suspend, Map<String, Canary> canary) {
  public static final Rollout NONE = new Rollout(false, Map.of());

  /**
   * @param waves in which clusters are updated, one after another; at least one
   * @param interval between two waves
   */
  public record Canary(long waves, Duration interval) {}

  public Rollout {
    canary = Map.copyOf(canary);
  }
}
