package io.slipway.core.projection;

import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SourceName;
import java.util.Optional;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/** Keeps the names of Deployed releases by source, so that nobody has to look at all modules. */
final class DeployedReleases {
  private DeployedReleases() {}

  static World replaced(World world, Optional<ReleaseObject> before, Optional<ReleaseObject> now) {
    var was = before.filter(DeployedReleases::counts);
    var is = now.filter(DeployedReleases::counts);
    var without = was.map(release -> minus(world.deployed(), release)).orElse(world.deployed());
    return world.withDeployed(is.map(release -> plus(without, release)).orElse(without));
  }

  /** One that only somebody else's finalizer keeps counts as gone. */
  private static boolean counts(ReleaseObject release) {
    return release.is(ReleasePhase.DEPLOYED) && !release.meta().deleting();
  }

  private static SourceName source(ReleaseObject release) {
    return new SourceName(release.meta().label(Keys.SOURCE));
  }

  private static PMap<SourceName, PSet<String>> plus(
      PMap<SourceName, PSet<String>> deployed, ReleaseObject release) {
    var source = source(release);
    return deployed.plus(
        source, deployed.getOrDefault(source, HashTreePSet.empty()).plus(release.name()));
  }

  private static PMap<SourceName, PSet<String>> minus(
      PMap<SourceName, PSet<String>> deployed, ReleaseObject release) {
    var source = source(release);
    var left = deployed.getOrDefault(source, HashTreePSet.<String>empty()).minus(release.name());
    return left.isEmpty() ? deployed.minus(source) : deployed.plus(source, left);
  }
}
