package io.slipway.sim;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.NotificationSettings.Auth;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.Soak;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Update rules of the platform, which every third seed has: versions have to be of some age, and
 * people are told of every one.
 *
 * @param soak how old a version must be
 * @param notice that people are to have
 */
record Rules(Duration soak, Duration notice) {
  private static final int EVERY = 3;
  private static final ObjectRef REF = new ObjectRef(ObjectKind.CONFIG, UpdatePolicy.DEFAULT_NAME);

  static Optional<Rules> of(long seed) {
    return seed % EVERY == 0
        ? Optional.of(
            new Rules(
                Duration.ofSeconds(Math.floorMod(seed, 4) * 20),
                Duration.ofSeconds(Math.floorMod(seed, 5) * 5)))
        : Optional.empty();
  }

  void apply(SimCluster cluster) {
    var policy =
        new UpdatePolicy(
            UpdatePolicy.DEFAULT_NAME,
            ReleaseChannel.STABLE,
            UpdateMode.AUTO,
            List.of(),
            new Soak(soak, false));
    var notification =
        new NotificationSettings(
            "https://people.example.com",
            false,
            new Auth.None(),
            notice,
            Duration.ofSeconds(1),
            true);
    cluster.put(
        REF,
        new ConfigObject(
            SimObjects.newMeta(UpdatePolicy.DEFAULT_NAME, cluster.nextVersion()),
            Optional.empty(),
            "",
            "",
            1,
            "{}",
            Optional.of(new PlatformSettings(policy, Optional.of(notification), List.of())),
            ConfigObject.Status.EMPTY));
  }

  /** Whether these are in force. */
  static boolean areIn(SimCluster cluster) {
    return cluster.get(REF).isPresent();
  }
}
