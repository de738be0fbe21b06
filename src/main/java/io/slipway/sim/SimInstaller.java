package io.slipway.sim;

import io.slipway.core.effect.Installer;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Helm as far as its records go. A failed call leaves a failed record without what Slipway wrote
 * into it, as the real one does; an uninstall that fails leaves one that is half gone.
 */
final class SimInstaller implements Installer {
  /** Settings that no package accepts. */
  static final String REFUSED_SETTINGS = "{\"colour\":\"none\"}";

  private final Faults faults;
  private final Map<ModuleName, HelmRecord> records = new TreeMap<>();
  private Consumer<ModuleName> watcher = _ -> {};

  SimInstaller(Faults faults) {
    this.faults = faults;
  }

  void watch(Consumer<ModuleName> watcher) {
    this.watcher = watcher;
  }

  Optional<HelmRecord> record(ModuleName module) {
    return Optional.ofNullable(records.get(module));
  }

  List<HelmRecord> records() {
    return List.copyOf(records.values());
  }

  @Override
  public Prepared prepare(PackageRequest request) {
    if (request.settingsJson().equals(REFUSED_SETTINGS)) {
      return new Prepared.Failed(failure(InstallFailure.Reason.SETTINGS));
    }
    return faults.registryFails()
        ? new Prepared.Failed(failure(InstallFailure.Reason.REGISTRY))
        : new Prepared.Ready(
            SimRegistry.digest(request.module() + "" + request.version()),
            ModuleDefinition.NONE,
            1_000,
            Duration.ofMillis(20));
  }

  @Override
  public Outcome install(InstallRequest request) {
    var module = request.request().module();
    var revision = record(module).map(HelmRecord::revision).orElse(0) + 1;
    var fails = faults.helmFails();
    records.put(
        module,
        new HelmRecord(
            module.value(),
            revision,
            fails ? "failed" : "deployed",
            request.id().version().toString(),
            fails ? Optional.empty() : Optional.of(request.id())));
    watcher.accept(module);
    return fails ? new Outcome.Failed(failure(InstallFailure.Reason.HELM)) : new Outcome.Done();
  }

  @Override
  public Outcome uninstall(ModuleName module) {
    if (faults.helmFails()) {
      record(module).ifPresent(r -> records.put(module, halfGone(r)));
      watcher.accept(module);
      return new Outcome.Failed(failure(InstallFailure.Reason.HELM));
    }
    records.remove(module);
    watcher.accept(module);
    return new Outcome.Done();
  }

  private static HelmRecord halfGone(HelmRecord record) {
    return new HelmRecord(
        record.release(),
        record.revision(),
        "uninstalling",
        record.chartVersion(),
        Optional.empty());
  }

  private static InstallFailure failure(InstallFailure.Reason reason) {
    return new InstallFailure(reason, "it did not work");
  }
}
