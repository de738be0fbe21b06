package io.slipway.core.display;

import io.slipway.core.decision.Gate;
import io.slipway.core.decision.GateReason;
import io.slipway.core.decision.ReleaseVerdict;
import java.util.List;

/** Closed gates of a release that a user hears of. */
final class ShownGates {
  private ShownGates() {}

  static List<Gate> of(ReleaseVerdict verdict) {
    return verdict.gates().stream()
        .filter(gate -> gate.reason().filter(reason -> !isPassing(reason)).isPresent())
        .toList();
  }

  static List<GateReason> reasons(ReleaseVerdict verdict) {
    return of(verdict).stream().flatMap(gate -> gate.reason().stream()).toList();
  }

  /** People are told within moments, and nothing but that is waited for. */
  private static boolean isPassing(GateReason reason) {
    return reason instanceof GateReason.NotificationDue due && due.notice().isEmpty();
  }
}
