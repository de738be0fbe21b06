package io.slipway.kube;

import io.slipway.core.value.Condition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads and writes conditions (modules.md 1.4). A time that is absent is the epoch in core. */
final class ConditionMapper {
  private ConditionMapper() {}

  static Condition toCore(io.slipway.api.v1alpha1.Condition wire) {
    return new Condition(
        Wire.text(wire.getType()),
        Wire.text(wire.getStatus()),
        Wire.text(wire.getReason()),
        Wire.text(wire.getMessage()),
        Wire.instant(wire.getLastProbeTime()).orElse(Instant.EPOCH),
        Wire.instant(wire.getLastTransitionTime()).orElse(Instant.EPOCH));
  }

  static io.slipway.api.v1alpha1.Condition toWire(Condition condition) {
    var wire = new io.slipway.api.v1alpha1.Condition();
    wire.setType(condition.type());
    wire.setStatus(condition.status());
    wire.setReason(Wire.orNull(condition.reason()));
    wire.setMessage(Wire.orNull(condition.message()));
    wire.setLastProbeTime(time(condition.lastProbeTime()));
    wire.setLastTransitionTime(time(condition.lastTransitionTime()));
    return wire;
  }

  private static @Nullable String time(Instant time) {
    return time.equals(Instant.EPOCH) ? null : Wire.time(time);
  }
}
