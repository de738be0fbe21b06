package io.slipway.core.decision;

import io.slipway.core.effect.NotifyEffect.NotifyRelease;
import io.slipway.core.projection.EffectsProjection.Failures;
import io.slipway.core.projection.World;
import io.slipway.core.value.ReleasePhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whose turn it is to be told of, and when a call that failed is repeated. */
public final class Notifying {
  private static final int ATTEMPTS = 5;

  /** Between two rounds of attempts, beside the pause after the last one. */
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(15);

  private static final Duration PAUSE_MAX = Duration.ofHours(1);

  private Notifying() {}

  /** The announcement that is due: people are told of what only they, or time, hold back. */
  public static Optional<GateReason.NotificationDue> due(ReleaseVerdict verdict) {
    return verdict.phase() != ReleasePhase.PENDING
        ? Optional.empty()
        : verdict.gates().stream()
            .filter(gate -> !gate.isPassed())
            .findFirst()
            .flatMap(Gate::reason)
            .flatMap(Notifying::due);
  }

  private static Optional<GateReason.NotificationDue> due(GateReason reason) {
    return switch (reason) {
      case GateReason.NotificationDue due -> Optional.of(due);
      case GateReason.NotificationFailed(var due, _) -> Optional.of(due);
      default -> Optional.empty();
    };
  }

  /** Wishes the call, after its pause when it is a repetition. */
  public static void wish(World world, NotifyRelease call, Wishes wishes) {
    var next =
        world
            .effects()
            .failuresOf(call.key())
            .filter(failures -> failures.identity().equals(call.identity()))
            .map(failures -> nextAttempt(failures, call.settings().retryPause()))
            .filter(wishes.now()::isBefore);
    next.ifPresentOrElse(wishes::lookAgainAt, () -> wishes.addUnpaused(call));
  }

  /** Five attempts with doubling pauses, and the same again, for as long as it takes. */
  static Instant nextAttempt(Failures failures, Duration pause) {
    var attempt = (failures.count() - 1) % ATTEMPTS;
    var doubled = pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(1L << attempt);
    var bounded = doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
    var rest = attempt == ATTEMPTS - 1 ? BETWEEN_ROUNDS : Duration.ZERO;
    return failures.at().plus(bounded).plus(rest);
  }
}
