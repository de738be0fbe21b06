package io.slipway.core.decision;

import io.slipway.core.decision.GateReason.Call;
import io.slipway.core.decision.GateReason.NotificationDue;
import io.slipway.core.decision.GateReason.NotificationFailed;
import io.slipway.core.decision.ReleaseGates.Situation;
import io.slipway.core.value.Announced;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.ReleaseObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What is left to be done to tell people of a release before it is deployed (releases.md 2.10). It
 * counts as told once the object says so, which it does only after a call that succeeded (W-4).
 *
 * @param known how it went so far
 * @param isCalled whether there is somebody to call
 * @param notice before which it must not be deployed, because people are to know of it so long
 */
record Telling(Optional<Announced> known, boolean isCalled, Optional<Instant> notice) {
  static final String GATE = "notification";

  /**
   * @param isPostponable whether {@code applyAfter}, and so the notice, counts for the release
   */
  static Optional<Telling> of(
      Situation situation, ReleaseObject release, boolean isPatch, boolean isPostponable) {
    return situation
        .world()
        .notification()
        .filter(settings -> !isPatch || settings.everyRelease())
        .filter(_ -> !release.meta().isMarked(Keys.NOTIFIED))
        .map(settings -> of(situation, release, settings, isPostponable))
        .filter(telling -> telling.isCalled || telling.notice.isPresent());
  }

  private static Telling of(
      Situation situation,
      ReleaseObject release,
      NotificationSettings settings,
      boolean isPostponable) {
    var module = new ModuleName(release.spec().moduleName());
    var known = situation.world().module(module).announced(release);
    var isShifted = release.meta().isMarked(Keys.NOTIFICATION_SHIFT);
    var notice =
        Optional.of(known.flatMap(Announced::sent).orElse(situation.now()))
            .filter(_ -> isPostponable && !isShifted && settings.minimalTime().isPositive())
            .map(from -> from.plus(settings.minimalTime()));
    return new Telling(known, !settings.webhook().isEmpty(), notice);
  }

  /**
   * @param planned when the release will be deployed as things stand
   */
  static Gate gate(Optional<Telling> telling, Instant planned, boolean isApproved) {
    return telling
        .map(t -> Gate.blocked(GATE, t.reason(planned, isApproved)))
        .orElse(Gate.passed(GATE));
  }

  private GateReason reason(Instant planned, boolean isApproved) {
    var due = new NotificationDue(planned, notice, isApproved, call());
    return known
        .filter(_ -> isCalled)
        .map(Announced::failure)
        .filter(failure -> !failure.isEmpty())
        .<GateReason>map(failure -> new NotificationFailed(due, failure))
        .orElse(due);
  }

  private Call call() {
    if (known.flatMap(Announced::sent).isPresent()) {
      return Call.MADE;
    }
    return isCalled ? Call.DUE : Call.NONE;
  }
}
