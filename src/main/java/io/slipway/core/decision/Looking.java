package io.slipway.core.decision;

import io.slipway.core.projection.Looks.Asked;
import io.slipway.core.projection.SourceProjection;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to look where a registry says that something was pushed: at once, but not ever again. */
final class Looking {
  /** A flood of pushes at one place costs one request in this time. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** After the first look, by which time the registry has done what it told of. */
  private static final Duration LATER = Duration.ofSeconds(3);

  private Looking() {}

  /** Empty when no push asks for a listing, or a registry that has enough asks not to. */
  static Optional<Instant> listingDue(SourceProjection source) {
    var isLimited =
        source
            .currentFailure()
            .filter(failure -> failure.failure().reason() == Reason.RATE_LIMITED)
            .isPresent();
    return isLimited ? Optional.empty() : due(source.looks().listing());
  }

  static Optional<Instant> channelDue(SourceProjection source, ModuleName module) {
    return due(source.looks().of(module));
  }

  private static Optional<Instant> due(Asked asked) {
    if (asked.left() == 0) {
      return Optional.empty();
    }
    var pause = asked.isNew() ? PAUSE : LATER;
    return Optional.of(asked.last().map(last -> last.plus(pause)).orElse(Instant.MIN));
  }
}
