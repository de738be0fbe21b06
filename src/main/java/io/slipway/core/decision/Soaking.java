package io.slipway.core.decision;

import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long a version has been there: from when it was first seen, which is when its release was
 * made, or from when its image was built, where that is earlier and can be true. A first
 * installation replaces nothing, so it does not wait. Where a security fix does not wait, what lies
 * on the way to it does not either.
 */
final class Soaking {
  /** Before the first container image; builds that hide their time say 1970. */
  private static final Instant PLAUSIBLE = Instant.parse("2013-01-01T00:00:00Z");

  private Soaking() {}

  /** When the release will have been there for long enough; empty when it need not wait. */
  static Optional<Instant> end(PolicyChoice choice, ReleaseLine line, ReleaseObject release) {
    return choice
        .policy()
        .map(policy -> policy.soak())
        .filter(soak -> soak.minimalAge().isPositive())
        .filter(soak -> !(soak.securityBypass() && leadsToFix(line, release)))
        .filter(_ -> line.inForce().isPresent() && !isHurried(release))
        .map(soak -> since(release).plus(soak.minimalAge()));
  }

  private static boolean leadsToFix(ReleaseLine line, ReleaseObject release) {
    return line.open().stream()
        .filter(other -> ReleaseLine.isOfSameSource(other, release))
        .filter(other -> other.spec().security())
        .anyMatch(fix -> ReleaseLine.version(fix).compareTo(ReleaseLine.version(release)) >= 0);
  }

  private static boolean isHurried(ReleaseObject release) {
    return release.meta().isMarked(Keys.APPLY_NOW) || ReleaseLine.isForced(release);
  }

  /** Releases that are not old enough yet: what is older does not make way for them. */
  static Set<String> names(PolicyChoice choice, ReleaseLine line, Instant now) {
    return line.open().stream()
        .filter(release -> end(choice, line, release).filter(now::isBefore).isPresent())
        .map(ReleaseObject::name)
        .collect(Collectors.toSet());
  }

  private static Instant since(ReleaseObject release) {
    var seen = release.meta().created().orElse(Instant.EPOCH);
    return built(release).filter(at -> !at.isBefore(PLAUSIBLE) && at.isBefore(seen)).orElse(seen);
  }

  private static Optional<Instant> built(ReleaseObject release) {
    try {
      return Optional.ofNullable(release.meta().annotations().get(Keys.IMAGE_CREATED))
          .map(Instant::parse);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
