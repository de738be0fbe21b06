package io.slipway.sim;

import io.slipway.core.effect.Notifier;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.ReleaseObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** People, who remember what they have been told. */
final class SimNotifier implements Notifier {
  private static final Duration WIRE_MAX = Duration.ofSeconds(2);

  private final Faults faults;
  private final Set<String> told = new HashSet<>();

  SimNotifier(Faults faults) {
    this.faults = faults;
  }

  /** Whether they know of the version, whichever object stood for it. */
  boolean wereTold(String release) {
    return told.contains(release);
  }

  @Override
  public Outcome send(NotificationSettings settings, Announcement announcement) {
    Strand.onTheWire(WIRE_MAX);
    if (faults.happens(Fault.NOTIFIER_FAILS)) {
      return new Outcome.Failed("nobody listens");
    }
    told.add(ReleaseObject.nameOf(announcement.module(), announcement.version()));
    Strand.midst(WIRE_MAX);
    return faults.happens(Fault.ANSWER_IS_LOST)
        ? new Outcome.Failed("timeout")
        : new Outcome.Sent();
  }
}
