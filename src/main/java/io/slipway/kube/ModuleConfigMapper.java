package io.slipway.kube;

import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.api.v1alpha1.ModuleConfigSpec;
import io.slipway.api.v1alpha1.ModuleConfigStatus;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.UpdatePolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ModuleConfigs and writes their statuses (modules.md 2). */
public final class ModuleConfigMapper {
  /** Keys of the status that Slipway owns. */
  static final List<String> STATUS_KEYS = List.of("version", "message");

  private ModuleConfigMapper() {}

  public static ConfigObject toCore(ModuleConfig wire) {
    var meta = Wire.meta(wire.getMetadata());
    var spec = Optional.ofNullable(wire.getSpec()).orElseGet(ModuleConfigSpec::new);
    var isPlatform = meta.name().equals(UpdatePolicy.DEFAULT_NAME);
    return new ConfigObject(
        meta,
        Optional.ofNullable(spec.getEnabled()),
        Wire.text(spec.getSource()),
        Wire.text(spec.getUpdatePolicy()),
        Wire.integer(spec.getVersion()),
        CanonicalJson.of(spec.getSettings()),
        isPlatform
            ? Optional.of(PlatformSettingsMapper.toCore(spec.getSettings()))
            : Optional.empty(),
        status(wire.getStatus()));
  }

  private static ConfigObject.Status status(@Nullable ModuleConfigStatus wire) {
    return wire == null
        ? ConfigObject.Status.EMPTY
        : new ConfigObject.Status(Wire.text(wire.getVersion()), Wire.text(wire.getMessage()));
  }

  public static ModuleConfigStatus toWire(ConfigObject.Status status) {
    var wire = new ModuleConfigStatus();
    wire.setVersion(Wire.orNull(status.version()));
    wire.setMessage(Wire.orNull(status.message()));
    return wire;
  }
}
