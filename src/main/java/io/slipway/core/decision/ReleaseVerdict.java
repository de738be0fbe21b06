package io.slipway.core.decision;

import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import java.util.List;
import java.util.Optional;

/**
 * What a release should be.
 *
 * @param phase it should show
 * @param gates in order; of the release in force only whether its image is still the channel's;
 *     empty for any other that is not open
 * @param takeOver by the chosen source, of a release that came from another
 */
public record ReleaseVerdict(
    ReleaseObject release, ReleasePhase phase, List<Gate> gates, Optional<TakeOver> takeOver) {
  public ReleaseVerdict {
    gates = List.copyOf(gates);
  }

  /** Whether somebody has approved it, asked for or not. */
  public boolean isApproved() {
    return DeployTime.isApproved(release);
  }

  static ReleaseVerdict settled(ReleaseObject release, ReleasePhase phase) {
    return new ReleaseVerdict(release, phase, List.of(), Optional.empty());
  }

  static ReleaseVerdict gated(ReleaseObject release, ReleasePhase phase, List<Gate> gates) {
    return new ReleaseVerdict(release, phase, gates, Optional.empty());
  }
}
