package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.Rollout.Canary;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Canary waves and suspension by the registry (sources.md 2.18). They count where the policy in
 * force or the source asks for them by an annotation.
 */
final class RolloutChoice {
  /** A registry may hold an update up so long, not for ever. */
  private static final Duration DELAY_MAX = Duration.ofDays(30);

  private RolloutChoice() {}

  private static boolean isAskedFor(
      World world, PolicyChoice policy, SourceObject source, String annotation) {
    return source.meta().isMarked(annotation)
        || Optional.ofNullable(world.policies().get(policy.name()))
            .filter(object -> object.meta().isMarked(annotation))
            .isPresent();
  }

  /** When this cluster's wave begins; empty for the first wave and where nobody asks. */
  static Optional<Instant> applyAfter(
      World world, PolicyChoice policy, SourceObject source, ReleaseImage image, Instant now) {
    var given = world.settings().cluster();
    var cluster = given.isEmpty() ? source.meta().uid() : given;
    return policy
        .policy()
        .filter(_ -> isAskedFor(world, policy, source, Keys.CANARY))
        .flatMap(p -> Optional.ofNullable(image.rollout().canary().get(p.channel().tag())))
        .map(canary -> delay(canary, cluster, image.version()))
        .filter(Duration::isPositive)
        .map(delay -> now.plus(delay).truncatedTo(ChronoUnit.SECONDS));
  }

  static Duration delay(Canary canary, String cluster, SemVer version) {
    var wave = Long.remainderUnsigned(Murmur3.first64(cluster + version.tag()), canary.waves());
    var isTooLong = wave > 0 && canary.interval().compareTo(DELAY_MAX.dividedBy(wave)) > 0;
    return isTooLong ? DELAY_MAX : canary.interval().multipliedBy(wave);
  }

  /**
   * Whether the version of the release is withdrawn in the channel. While the channel is at another
   * version, or has not been read, it stays as it is.
   */
  static boolean isSuspended(
      World world,
      ModuleProjection module,
      SourceChoice choice,
      PolicyChoice policy,
      ReleaseObject release) {
    var source =
        choice
            .source()
            .filter(name -> ReleaseLine.isFrom(release, name))
            .flatMap(name -> world.source(name).object());
    return source
        .flatMap(s -> Following.reading(world, module, s.name()))
        .flatMap(reading -> reading.image())
        .filter(image -> release.spec().version().equals(Optional.of(image.version())))
        .map(
            image ->
                image.rollout().suspend()
                    && source.filter(s -> isAskedFor(world, policy, s, Keys.SUSPEND)).isPresent())
        .orElse(release.meta().isMarked(Keys.SUSPENDED));
  }
}
