package io.slipway.kube;

import io.slipway.api.v1alpha1.ModuleSource;
import io.slipway.api.v1alpha1.ModuleSourceStatus;
import io.slipway.api.v1alpha1.SourceModule;
import io.slipway.api.v1alpha1.SourceRegistry;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.SourceObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ModuleSources and writes their statuses (sources.md 1). */
public final class ModuleSourceMapper {
  /** Keys of the status that Slipway owns. */
  static final List<String> STATUS_KEYS =
      List.of("phase", "syncTime", "modulesCount", "message", "modules");

  private ModuleSourceMapper() {}

  public static SourceObject toCore(ModuleSource wire) {
    var spec = wire.getSpec();
    var registry = Optional.ofNullable(spec == null ? null : spec.getRegistry());
    return new SourceObject(
        Wire.meta(wire.getMetadata()),
        access(registry.orElseGet(SourceRegistry::new)),
        status(wire.getStatus()));
  }

  private static RegistryAccess access(SourceRegistry wire) {
    return new RegistryAccess(
        "HTTP".equalsIgnoreCase(wire.getScheme()),
        Wire.text(wire.getRepo()),
        Wire.text(wire.getDockerCfg()),
        Wire.text(wire.getCa()));
  }

  private static SourceObject.Status status(@Nullable ModuleSourceStatus wire) {
    return wire == null
        ? SourceObject.Status.EMPTY
        : new SourceObject.Status(
            Wire.text(wire.getPhase()),
            Wire.instant(wire.getSyncTime()),
            Wire.text(wire.getMessage()),
            Wire.list(wire.getModules()).stream().map(ModuleSourceMapper::entry).toList());
  }

  private static SourceObject.Entry entry(SourceModule wire) {
    return new SourceObject.Entry(
        Wire.text(wire.getName()),
        Wire.text(wire.getPolicy()),
        Wire.text(wire.getChecksum()),
        Wire.text(wire.getVersion()),
        Wire.text(wire.getPullError()));
  }

  public static ModuleSourceStatus toWire(SourceObject.Status status) {
    var wire = new ModuleSourceStatus();
    wire.setPhase(Wire.orNull(status.phase()));
    wire.setSyncTime(Wire.orNull(status.syncTime()));
    wire.setModulesCount(status.modules().size());
    wire.setMessage(Wire.orNull(status.message()));
    wire.setModules(status.modules().stream().map(ModuleSourceMapper::toWire).toList());
    return wire;
  }

  private static SourceModule toWire(SourceObject.Entry entry) {
    var wire = new SourceModule();
    wire.setName(entry.name());
    wire.setPolicy(Wire.orNull(entry.policy()));
    wire.setChecksum(Wire.orNull(entry.checksum()));
    wire.setVersion(Wire.orNull(entry.version()));
    wire.setPullError(Wire.orNull(entry.pullError()));
    return wire;
  }
}
