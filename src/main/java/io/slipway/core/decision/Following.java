package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.ModuleProjection.ChannelReading;
import io.slipway.core.projection.SourceProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SourceName;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which channels are read when: of an enabled module on its chosen source at every scan, of every
 * other listed module when first listed and at every 20th scan (DESIGN.md §1).
 */
public final class Following {
  private static final int FULL_SCAN_EVERY = 20;

  private static final Set<Reason> PASSING =
      EnumSet.of(Reason.NETWORK, Reason.TIMEOUT, Reason.SERVER, Reason.RATE_LIMITED, Reason.STORE);

  private Following() {}

  /** Channel to read for the module at a source: that of its policy, Stable when it is missing. */
  public static ReleaseChannel channel(World world, ModuleProjection module) {
    return PolicyChoice.of(world, module)
        .policy()
        .map(policy -> policy.channel())
        .orElse(ReleaseChannel.STABLE);
  }

  /** What is known of the channel that is to be followed, with the source as it is now. */
  public static Optional<ChannelReading> reading(
      World world, ModuleProjection module, SourceName source) {
    var access = world.source(source).object().map(object -> object.access());
    return Optional.ofNullable(module.readings().get(source))
        .filter(r -> access.filter(r.access()::equals).isPresent())
        .filter(r -> r.channel() == channel(world, module));
  }

  /**
   * What the channel has just been found to be at: a reading from before the module was followed
   * there, or from the scan before, is no reason to make, to take over or to skip a release.
   */
  static Optional<ChannelReading> fresh(World world, ModuleProjection module, SourceName source) {
    return reading(world, module, source)
        .filter(reading -> reading.failure().isEmpty())
        .filter(_ -> !isDue(world, module, world.source(source)));
  }

  /** Whether a reading is due that the finished listing asks for. */
  public static boolean isDue(World world, ModuleProjection module, SourceProjection source) {
    if (source.currentListing().isEmpty() || !module.offeredBy().contains(source.name())) {
      return false;
    }
    var isFollowed =
        module.switchedOn()
            && SourceChoice.of(world, module).source().filter(source.name()::equals).isPresent();
    var isFull = source.scan() % FULL_SCAN_EVERY == 0;
    return reading(world, module, source.name())
        .map(reading -> (isFollowed || isFull) && reading.scan() < source.scan())
        .orElse(true);
  }

  /** Whether the last reading failed in a way that may pass before the next scan. */
  static boolean mayRecover(World world, ModuleProjection module, SourceName source) {
    return reading(world, module, source)
        .flatMap(ChannelReading::failure)
        .filter(failure -> PASSING.contains(failure.reason()))
        .isPresent();
  }
}
