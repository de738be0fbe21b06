package io.slipway.sim;

import io.slipway.core.effect.Installer;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.SemVer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Helm as far as its records go. A call writes a record that says what it is about to do, works,
 * and writes how it ended; who dies in between leaves the first one. A failed call leaves a failed
 * record without what Slipway wrote into it; an uninstall that fails leaves one that is half gone.
 */
final class SimInstaller implements Installer {
  /** Settings that no package accepts. */
  static final String REFUSED_SETTINGS = "{\"colour\":\"none\"}";

  private static final Duration PREPARATION_MAX = Duration.ofSeconds(2);
  private static final Duration WORK_MAX = Duration.ofSeconds(10);

  private final Faults faults;
  private final TreeMap<ModuleName, HelmRecord> records =
      new TreeMap<>(Comparator.comparing(ModuleName::value));
  private final History<ModuleName, HelmRecord> history;
  private Consumer<ModuleName> watcher = _ -> {};
  private final Set<String> store = new HashSet<>();
  private final Map<ModuleName, List<SemVer>> ran = new HashMap<>();
  private Guard guard = (_, _) -> {};
  private Predicate<PackageRequest> stock = _ -> true;

  /** Who looks at each call of Helm just before it begins. */
  interface Guard {
    /**
     * @param id what is to be installed; empty for an uninstall
     */
    void begins(ModuleName module, Optional<InstallationId> id);
  }

  SimInstaller(Faults faults, InstantSource clock) {
    this.faults = faults;
    this.history = new History<>(clock);
  }

  void watch(Consumer<ModuleName> watcher) {
    this.watcher = watcher;
  }

  void guard(Guard guard) {
    this.guard = guard;
  }

  /** Whether the registry has a package. */
  void stock(Predicate<PackageRequest> stock) {
    this.stock = stock;
  }

  /** Whether the version was installed to the end since the module was there last. */
  boolean hasRun(ModuleName module, SemVer version) {
    return ran.getOrDefault(module, List.of()).contains(version);
  }

  /** The version that was installed to the end last, if anything of the module is there. */
  Optional<SemVer> lastRun(ModuleName module) {
    return ran.getOrDefault(module, List.of()).stream().reduce((earlier, later) -> later);
  }

  Optional<HelmRecord> record(ModuleName module) {
    return Optional.ofNullable(records.get(module));
  }

  List<HelmRecord> recordsAt(Instant then) {
    return List.copyOf(history.at(then, records).values());
  }

  Set<ModuleName> changedSince(Instant then) {
    return history.changedSince(then);
  }

  /** Whether there is a record, or was one a moment ago. */
  boolean hadRecordSince(ModuleName module, Instant then) {
    return record(module).isPresent() || history.changedSince(then).contains(module);
  }

  /** The newest record, as a watch tells it. */
  ClusterEvent seen(ModuleName module) {
    return record(module)
        .<ClusterEvent>map(ClusterEvent.HelmRecordObserved::new)
        .orElse(new ClusterEvent.HelmRecordGone(module.value(), Integer.MAX_VALUE));
  }

  @Override
  public Prepared prepare(PackageRequest request) {
    Strand.midst(Duration.ofSeconds(3));
    if (request.settingsJson().equals(REFUSED_SETTINGS)) {
      return new Prepared.Failed(failure(refusal(request.version())));
    }
    return faults.happens(Fault.REGISTRY_FAILS) || !isInStore(request)
        ? new Prepared.Failed(failure(InstallFailure.Reason.REGISTRY))
        : new Prepared.Ready(
            SimRegistry.digest(request.module() + "" + request.version()),
            ModuleDefinition.NONE,
            1,
            1_000,
            Duration.ofMillis(20));
  }

  /** What was fetched once stays. */
  private boolean isInStore(PackageRequest request) {
    var name = request.module() + " " + request.version();
    if (stock.test(request)) {
      store.add(name);
    }
    return store.contains(name);
  }

  @Override
  public Prepared renew(PackageRequest request) {
    return prepare(request);
  }

  @Override
  public Outcome discard(ModuleName module) {
    return new Outcome.Done();
  }

  @Override
  public Outcome install(InstallRequest request) {
    var module = request.request().module();
    if (!leadsAfterPreparation()) {
      return new Outcome.Failed(failure(InstallFailure.Reason.HELM));
    }
    guard.begins(module, Optional.of(request.id()));
    recover(module);
    var version = request.id().version().toString();
    var revision = record(module).map(HelmRecord::revision).orElse(0) + 1;
    var word = revision == 1 ? "pending-install" : "pending-upgrade";
    put(module, new HelmRecord(module.value(), revision, word, version, Optional.empty()));
    Strand.midst(WORK_MAX);
    if (!mayAct()) {
      return new Outcome.Failed(failure(InstallFailure.Reason.HELM));
    }
    var fails = faults.happens(Fault.HELM_FAILS);
    var newest = record(module).map(HelmRecord::revision).orElse(0);
    if (newest < revision) {
      return new Outcome.Failed(failure(InstallFailure.Reason.HELM));
    }
    if (newest == revision) {
      var id = fails ? Optional.<InstallationId>empty() : Optional.of(request.id());
      var end = fails ? "failed" : "deployed";
      put(module, new HelmRecord(module.value(), revision, end, version, id));
    }
    return fails ? new Outcome.Failed(failure(InstallFailure.Reason.HELM)) : new Outcome.Done();
  }

  /** The real one asks once more, too, after what may have taken long. */
  private static boolean leadsAfterPreparation() {
    Strand.midst(PREPARATION_MAX);
    return mayAct();
  }

  /** A fence asks so for every request that Helm makes. */
  private static boolean mayAct() {
    return Strand.caller().map(SimProcess::mayAct).orElse(true);
  }

  /** A revision left pending is forgotten, an uninstall that has begun is ended. */
  private void recover(ModuleName module) {
    record(module)
        .filter(record -> record.status().startsWith("pending-"))
        .ifPresent(
            record -> {
              if (record.revision() == 1) {
                drop(module);
              } else {
                put(module, before(record));
              }
            });
    record(module).filter(HelmRecord::isGoing).ifPresent(_ -> drop(module));
  }

  /** What the one before said is not kept here, so it says the least that it can have said. */
  private static HelmRecord before(HelmRecord pending) {
    return new HelmRecord(
        pending.release(), pending.revision() - 1, "failed", "", Optional.empty());
  }

  @Override
  public Outcome uninstall(ModuleName module) {
    if (!leadsAfterPreparation()) {
      return new Outcome.Failed(failure(InstallFailure.Reason.HELM));
    }
    guard.begins(module, Optional.empty());
    if (record(module).isEmpty()) {
      return new Outcome.Done();
    }
    record(module).ifPresent(record -> put(module, going(record)));
    Strand.midst(WORK_MAX);
    if (!mayAct() || faults.happens(Fault.HELM_FAILS)) {
      return new Outcome.Failed(failure(InstallFailure.Reason.HELM));
    }
    drop(module);
    return new Outcome.Done();
  }

  private void put(ModuleName module, HelmRecord record) {
    if (record.isDeployed()) {
      SemVer.parse(record.chartVersion())
          .ifPresent(v -> ran.computeIfAbsent(module, _ -> new ArrayList<>()).add(v));
    }
    history.changed(module, Optional.ofNullable(records.put(module, record)));
    watcher.accept(module);
  }

  private void drop(ModuleName module) {
    ran.remove(module);
    history.changed(module, Optional.ofNullable(records.remove(module)));
    watcher.accept(module);
  }

  private static HelmRecord going(HelmRecord record) {
    return new HelmRecord(
        record.release(),
        record.revision(),
        "uninstalling",
        record.chartVersion(),
        Optional.empty());
  }

  /** Some versions lack a setting, others refuse a value. */
  private static InstallFailure.Reason refusal(SemVer version) {
    return version.patch() % 2 == 0
        ? InstallFailure.Reason.SETTINGS
        : InstallFailure.Reason.SETTINGS_INVALID;
  }

  private static InstallFailure failure(InstallFailure.Reason reason) {
    return new InstallFailure(reason, "it did not work");
  }
}
