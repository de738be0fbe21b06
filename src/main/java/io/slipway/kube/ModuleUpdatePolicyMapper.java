package io.slipway.kube;

import io.slipway.api.v1alpha2.ModuleUpdatePolicy;
import io.slipway.api.v1alpha2.ModuleUpdatePolicySpec;
import io.slipway.api.v1alpha2.UpdateSettings;
import io.slipway.api.v1alpha2.UpdateWindow;
import io.slipway.core.value.PolicyObject;
import java.util.Optional;

/** Reads ModuleUpdatePolicies (releases.md 3.1). */
public final class ModuleUpdatePolicyMapper {
  private ModuleUpdatePolicyMapper() {}

  public static PolicyObject toCore(ModuleUpdatePolicy wire) {
    var meta = Wire.meta(wire.getMetadata());
    var spec = Optional.ofNullable(wire.getSpec()).orElseGet(ModuleUpdatePolicySpec::new);
    var update = Optional.ofNullable(spec.getUpdate()).orElseGet(UpdateSettings::new);
    var spans =
        Wire.list(update.getWindows()).stream().map(ModuleUpdatePolicyMapper::span).toList();
    var rules =
        new UpdateRules(
            Wire.text(spec.getReleaseChannel()),
            Wire.text(update.getMode()),
            spans,
            Wire.text(update.getMinimalAge()),
            Boolean.TRUE.equals(update.getSecurityBypass()));
    return new PolicyObject(meta, rules.policy(meta.name()));
  }

  private static UpdateRules.Span span(UpdateWindow wire) {
    return new UpdateRules.Span(
        Wire.text(wire.getFrom()), Wire.text(wire.getTo()), Wire.list(wire.getDays()));
  }
}
