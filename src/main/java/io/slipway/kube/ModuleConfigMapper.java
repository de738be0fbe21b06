package io.slipway.kube;

import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.api.v1alpha1.ModuleConfigSpec;
import io.slipway.api.v1alpha1.ModuleConfigStatus;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import java.util.List;
import java.util.Map;
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
        isPlatform ? Optional.of(platform(spec.getSettings())) : Optional.empty(),
        status(wire.getStatus()));
  }

  /** The default update policy: Stable, Auto, any time where settings are silent (3.5). */
  private static UpdatePolicy platform(@Nullable Map<String, @Nullable Object> settings) {
    var given = settings == null ? Map.<String, Object>of() : settings;
    var update = given.get("update") instanceof Map<?, ?> map ? map : Map.of();
    var mode = update.get("mode");
    return UpdateRules.policy(
        UpdatePolicy.DEFAULT_NAME,
        UpdateRules.text(given.get("releaseChannel")),
        mode == null ? UpdateMode.AUTO.label() : UpdateRules.text(mode),
        UpdateRules.spans(update.get("windows")));
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
